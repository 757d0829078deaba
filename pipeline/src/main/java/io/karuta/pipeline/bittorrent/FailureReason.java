package io.karuta.pipeline.bittorrent;

/**
 * A refusal that a client is told: the constant text of {@code failure reason} (BEP 3) and, where
 * trying again makes sense, {@code retry in} (BEP 31). Immutable and thread-safe.
 *
 * <p>Reasons are declared once, as constants or with the registry entry that they belong to, and
 * returned as the {@link Verdict} itself: refusing allocates nothing.
 *
 * <p>The text is at most {@value #MAX_TEXT_LENGTH} characters, since some clients cut there, and
 * never names the inner cause of a fault.
 */
public final class FailureReason implements Verdict {

  /** Longest text that every known client shows whole. */
  public static final int MAX_TEXT_LENGTH = 64;

  /** {@link #retryInMinutes()} of a refusal that says nothing about trying again. */
  public static final int NO_RETRY = 0;

  private final String code;
  private final String text;
  private final int retryInMinutes;

  private FailureReason(String code, String text, int retryInMinutes) {
    this.code = code;
    this.text = text;
    this.retryInMinutes = retryInMinutes;
  }

  /**
   * A lasting refusal.
   *
   * @param code kebab-case name for metrics and logs, e.g. {@code unknown-passkey}
   * @param text what the client shows, 1 to 64 characters
   * @throws IllegalArgumentException if the text is empty or too long
   */
  public static FailureReason of(String code, String text) {
    return of(code, text, NO_RETRY);
  }

  /**
   * A passing refusal: the client may try again after {@code retryInMinutes}.
   *
   * @param retryInMinutes 1 or more, or {@link #NO_RETRY}
   */
  public static FailureReason of(String code, String text, int retryInMinutes) {
    if (text.isEmpty() || text.length() > MAX_TEXT_LENGTH) {
      throw new IllegalArgumentException(
          "failure text of " + code + ": " + text.length() + " characters (expected: 1 to 64)");
    }
    if (retryInMinutes < 0) {
      throw new IllegalArgumentException(
          "retry in of " + code + ": " + retryInMinutes + " minutes (expected: 0 or more)");
    }
    return new FailureReason(code, text, retryInMinutes);
  }

  /**
   * A refusal in the site's own words, such as why a torrent was deleted; cut to 64 characters.
   *
   * @param fallback the text if the site gave none
   */
  public static FailureReason ofSite(String code, String siteText, String fallback) {
    String stripped = siteText.strip();
    String text = stripped.isEmpty() ? fallback : stripped;
    return of(code, text.substring(0, Math.min(text.length(), MAX_TEXT_LENGTH)));
  }

  /** Kebab-case name for metrics and logs. */
  public String code() {
    return code;
  }

  /** What the client is shown. */
  public String text() {
    return text;
  }

  /** Minutes after which trying again makes sense (BEP 31), or {@link #NO_RETRY}. */
  public int retryInMinutes() {
    return retryInMinutes;
  }

  @Override
  public String toString() {
    return code;
  }
}
