package io.karuta.cmd.client;

import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What a person can do about a certificate that Java doesn't accept. */
final class TlsHint {

  private TlsHint() {}

  /**
   * The hint; empty if it wasn't about a certificate.
   *
   * @param cause of the call's failure; null if it has none
   */
  static Optional<String> of(@Nullable Throwable cause) {
    if (!(cause instanceof SSLException) || cause.getMessage() == null) {
      return Optional.empty();
    }
    String words = cause.getMessage();
    if (words.contains("No subject alternative") || words.contains("No name matching")) {
      return Optional.of(
          "the tracker's certificate is not for this address: give one of its names with --url"
              + " (and --certificate and --credential-file), or use a certificate that is for this"
              + " address, too");
    }
    if (words.contains("unable to find valid certification path")) {
      return Optional.of(
          "nobody who is trusted has signed the tracker's certificate: name it with --certificate"
              + " or KARUTA_ADMIN_CERTIFICATE");
    }
    return Optional.empty();
  }
}
