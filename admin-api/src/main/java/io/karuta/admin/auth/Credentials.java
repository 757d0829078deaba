package io.karuta.admin.auth;

import io.karuta.pipeline.runtime.TrackerClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells from what a request says in {@code Authorization} who calls: a bearer token (RFC 6750), or
 * the name of a credential with its token as password (RFC 7617). Thread-safe.
 *
 * <p>The file is looked at again at most once a second, and read when it changed. If it can't be
 * used any more, the credentials before hold on and the log says why: a slip of an editor must not
 * lock the site out. Comparing takes a time that tells nothing: the hash of what was shown is
 * compared with that of every credential, all of it.
 */
public final class Credentials {

  /** What a caller without a credential is told to bring. */
  public static final String CHALLENGE = "Bearer realm=\"karuta\", Basic realm=\"karuta\"";

  private static final Logger LOG = LoggerFactory.getLogger(Credentials.class);
  private static final long LOOK_NANOS = Duration.ofSeconds(1).toNanos();

  /** Why an attempt failed. */
  public enum Refusal {
    /** It did not. */
    NONE,
    /** Nothing was shown. */
    MISSING,
    /** What was shown is no credential. */
    WRONG,
    /** It was one. */
    EXPIRED
  }

  /**
   * What came of an attempt.
   *
   * @param credential the one shown; null if none that is valid was
   * @param refusal why not; NONE if one was
   */
  public record Attempt(@Nullable StoredCredential credential, Refusal refusal) {

    private static final Attempt MISSING = new Attempt(null, Refusal.MISSING);
    private static final Attempt WRONG = new Attempt(null, Refusal.WRONG);
    private static final Attempt EXPIRED = new Attempt(null, Refusal.EXPIRED);
  }

  /** What was read at one time. */
  private record Known(List<StoredCredential> credentials, List<byte[]> hashes, String version) {}

  private final CredentialFile file;
  private final TrackerClock clock;
  private final AtomicLong lookedNanos;
  private volatile Known known;

  /**
   * Reads the file.
   *
   * @throws AdminException if it can't be used
   */
  public Credentials(CredentialFile file, TrackerClock clock) {
    this.file = file;
    this.clock = clock;
    lookedNanos = new AtomicLong(clock.nanoTime());
    known = load();
  }

  /**
   * Who shows what.
   *
   * @param authorization null if the request says nothing
   */
  public Attempt attempt(@Nullable String authorization) {
    refresh();
    if (authorization == null) {
      return Attempt.MISSING;
    }
    int space = authorization.indexOf(' ');
    String scheme = authorization.substring(0, Math.max(space, 0)).toLowerCase(Locale.ROOT);
    String shown = authorization.substring(space + 1).strip();
    return switch (scheme) {
      case "bearer" -> find(shown, Optional.empty());
      case "basic" -> password(shown);
      default -> Attempt.WRONG;
    };
  }

  private Attempt password(String base64) {
    try {
      String pair = new String(Base64.getDecoder().decode(base64), StandardCharsets.ISO_8859_1);
      int colon = pair.indexOf(':');
      String user = pair.substring(0, Math.max(colon, 0));
      String name = user.equals(CredentialFile.ADMIN) ? CredentialFile.OPERATOR : user;
      return find(pair.substring(colon + 1), Optional.of(name));
    } catch (IllegalArgumentException e) {
      return Attempt.WRONG; // no Base64, so no password either
    }
  }

  private Attempt find(String token, Optional<String> name) {
    Known now = known;
    byte[] hash = Token.hash(token);
    int found = -1;
    for (int i = 0; i < now.hashes().size(); i++) {
      boolean equal = MessageDigest.isEqual(now.hashes().get(i), hash);
      found = equal ? i : found;
    }
    if (found < 0) {
      return Attempt.WRONG;
    }
    StoredCredential credential = now.credentials().get(found);
    if (name.isPresent() && !name.get().equals(credential.name())) {
      return Attempt.WRONG;
    }
    return credential.isExpiredAt(Integer.toUnsignedLong(clock.nowSecond()))
        ? Attempt.EXPIRED
        : new Attempt(credential, Refusal.NONE);
  }

  private void refresh() {
    long looked = lookedNanos.get();
    long now = clock.nanoTime();
    if (now - looked < LOOK_NANOS || !lookedNanos.compareAndSet(looked, now)) {
      return;
    }
    String version = versionOf(file);
    if (version.equals(known.version())) {
      return;
    }
    try {
      known = load();
      LOG.info("read {} again: {} credentials", file.path(), known.credentials().size());
    } catch (AdminException e) {
      known = new Known(known.credentials(), known.hashes(), version);
      LOG.error("the credentials before hold on: {}", e.getMessage());
    }
  }

  private Known load() {
    String version = versionOf(file); // before reading, so that a change meanwhile is seen later
    List<StoredCredential> credentials = file.read();
    List<byte[]> hashes =
        credentials.stream()
            .map(credential -> HexFormat.of().parseHex(credential.sha256()))
            .toList();
    return new Known(credentials, hashes, version);
  }

  private static String versionOf(CredentialFile file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file.path(), BasicFileAttributes.class);
      return attributes.lastModifiedTime() + " " + attributes.size() + " " + attributes.fileKey();
    } catch (IOException e) {
      return "gone";
    }
  }
}
