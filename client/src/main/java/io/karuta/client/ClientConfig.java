package io.karuta.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where the admin API is and how it is talked to. Immutable.
 *
 * @param url {@code https}, host and port, e.g. {@code https://127.0.0.1:6970}; without a path
 * @param credential the token that the tracker knows the caller by; empty to show none
 * @param certificate file with the certificates that the tracker's must be among or be signed by,
 *     as PEM; empty for those that Java trusts
 * @param timeout how long one attempt may take to begin to answer, and a connection to be there
 * @param attempts how often a call is tried, 1 or more; see {@link KarutaClient}
 */
public record ClientConfig(
    URI url, String credential, Optional<Path> certificate, Duration timeout, int attempts) {

  /** Checks the values; the message names what is wrong, never the credential. */
  public ClientConfig {
    boolean https = "https".equals(url.getScheme());
    boolean bare = url.getRawPath() == null || url.getRawPath().matches("/?");
    if (!https || url.getHost() == null || !bare || url.getRawQuery() != null) {
      throw new IllegalArgumentException(
          "url: " + url + " (expected: such as https://127.0.0.1:6970, without a path)");
    }
    if (!credential.chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
      throw new IllegalArgumentException("credential (expected: visible ASCII characters)");
    }
    if (!timeout.isPositive()) {
      throw new IllegalArgumentException("timeout: " + timeout + " (expected: more than 0)");
    }
    if (attempts < 1) {
      throw new IllegalArgumentException("attempts: " + attempts + " (expected: 1 or more)");
    }
  }

  /** The API at an address: no credential yet, Java's certificates, 30 seconds, 4 attempts. */
  public static ClientConfig of(String url) {
    return new ClientConfig(URI.create(url), "", Optional.empty(), Duration.ofSeconds(30), 4);
  }

  /** With a credential; white space around it is dropped. */
  public ClientConfig withCredential(String token) {
    return new ClientConfig(url, token.strip(), certificate, timeout, attempts);
  }

  /**
   * With the credential that is all of a file.
   *
   * @throws UncheckedIOException if the file can't be read
   */
  public ClientConfig withCredentialFile(Path file) {
    try {
      return withCredential(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException("credential file " + file, e);
    }
  }

  /** With the certificates to trust, and no others. */
  public ClientConfig withCertificate(Path file) {
    return new ClientConfig(url, credential, Optional.of(file), timeout, attempts);
  }

  /** With another timeout. */
  public ClientConfig withTimeout(Duration other) {
    return new ClientConfig(url, credential, certificate, other, attempts);
  }

  /** With another number of attempts. */
  public ClientConfig withAttempts(int other) {
    return new ClientConfig(url, credential, certificate, timeout, other);
  }

  /** Everything but the credential. */
  @Override
  public String toString() {
    return "ClientConfig[url=" + url + ", certificate=" + certificate + "]";
  }
}
