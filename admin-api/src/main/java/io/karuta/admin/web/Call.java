package io.karuta.admin.web;

import io.karuta.admin.auth.Caller;
import io.karuta.admin.auth.Scope;
import io.karuta.admin.json.InvalidFieldsException;
import io.karuta.admin.json.JsonFields;
import io.karuta.pipeline.bittorrent.InfoHash;
import io.karuta.pipeline.registry.RequestKey;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One admitted request. Confined to the thread that answers it. */
public final class Call {

  /** Longest {@code Idempotency-Key}. */
  public static final int MAX_KEY_LENGTH = 128;

  private final Caller caller;
  private final String target;
  private final Map<String, String> path;
  private final Map<String, String> query;
  private final UnaryOperator<@Nullable String> headers;
  private final byte[] body;
  private boolean noted;

  /**
   * A request.
   *
   * @param caller who calls
   * @param target method and raw path with query
   * @param path values in the path
   * @param query parameters
   * @param headers gives a header by its name; null if it isn't there
   * @param body its bytes, not copied
   */
  public Call(
      Caller caller,
      String target,
      Map<String, String> path,
      Map<String, String> query,
      UnaryOperator<@Nullable String> headers,
      byte[] body) {
    this.caller = caller;
    this.target = target;
    this.path = path;
    this.query = query;
    this.headers = headers;
    this.body = body;
  }

  /** Remembers that the audit log has a line of it. */
  void noted() {
    noted = true;
  }

  /** Whether the audit log has a line of it. */
  public boolean isNoted() {
    return noted;
  }

  /** Who calls. */
  public Caller caller() {
    return caller;
  }

  /** Who calls from where, and by which key; for the audit log. */
  String callerText() {
    String key = headers.apply("Idempotency-Key");
    String named = key == null || !isKey(key) ? "" : " with key " + key;
    return caller.name() + " from " + caller.source() + named;
  }

  /** Whether the caller may see passkeys. */
  public boolean seesPasskeys() {
    return caller.may(Scope.USERS);
  }

  /** A value in the path. */
  public String path(String name) {
    String value = path.get(name);
    if (value == null) {
      throw new IllegalArgumentException(name + " (expected: a value of the path)");
    }
    return value;
  }

  /** The number of something in the path: 1 or more. */
  public long number(String name) throws RefusedException {
    String text = path(name);
    if (!text.matches("[1-9][0-9]{0,18}")) {
      throw RefusedException.notFound(name, "a whole number from 1");
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw RefusedException.notFound(name, "a whole number of 63 bits");
    }
  }

  /** The info hash in the path, in digits of either case. */
  public InfoHash infoHash(String name) throws RefusedException {
    String text = path(name);
    if (text.length() != 2 * InfoHash.LENGTH_BYTES
        || !text.chars().allMatch(HexFormat::isHexDigit)) {
      throw RefusedException.notFound(name, "40 hexadecimal digits");
    }
    return InfoHash.ofHex(text);
  }

  /** A query parameter; empty if it isn't there. */
  public Optional<String> query(String name) {
    return Optional.ofNullable(query.get(name));
  }

  /** A query parameter that is a whole number in a range. */
  public long query(String name, long fallback, long min, long max) throws RefusedException {
    String text = query.get(name);
    if (text == null) {
      return fallback;
    }
    String expected = "a whole number from " + min + " to " + max;
    try {
      long number = text.matches("[0-9]{1,19}") ? Long.parseLong(text) : min - 1;
      if (number < min || number > max) {
        throw RefusedException.invalid(name, expected);
      }
      return number;
    } catch (NumberFormatException e) {
      throw RefusedException.invalid(name, expected);
    }
  }

  /** A query parameter that is {@code true} or {@code false}; empty if it isn't there. */
  public Optional<Boolean> flag(String name) throws RefusedException {
    String text = query.get(name);
    if (text == null) {
      return Optional.empty();
    }
    if (!text.equals("true") && !text.equals("false")) {
      throw RefusedException.invalid(name, "true or false");
    }
    return Optional.of(text.equals("true"));
  }

  /** Whether there is a body. */
  public boolean hasBody() {
    return body.length > 0;
  }

  /** The body as one JSON object. */
  public JsonFields json() throws InvalidFieldsException {
    return JsonFields.parse(body);
  }

  /** On which condition it is to be served. */
  public Precondition precondition() {
    return new Precondition(headers.apply("If-Match"), headers.apply("If-None-Match"));
  }

  /**
   * What names this call, so that repeating it does nothing twice; of one credential, so that
   * callers can't get into each other's way.
   *
   * @throws RefusedException if the key is none
   */
  public Optional<RequestKey> requestKey() throws RefusedException {
    String key = headers.apply("Idempotency-Key");
    if (key == null) {
      return Optional.empty();
    }
    if (!isKey(key)) {
      throw RefusedException.invalid(
          "Idempotency-Key", "1 to " + MAX_KEY_LENGTH + " visible ASCII characters");
    }
    String fingerprint = Sha256.hex(target.getBytes(StandardCharsets.UTF_8), body);
    return Optional.of(new RequestKey(caller.name() + ":" + key, fingerprint));
  }

  private static boolean isKey(String text) {
    return !text.isEmpty()
        && text.length() <= MAX_KEY_LENGTH
        && text.chars().allMatch(c -> c > 0x20 && c < 0x7f);
  }
}
