package io.karuta.admin;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Whether callers show certificates, besides their credential. Immutable.
 *
 * @param authorities PEM file with the authorities whose certificates are good; empty if nobody is
 *     asked for one
 * @param mode what becomes of callers without one
 */
public record ClientCertificates(Optional<Path> authorities, Mode mode) {

  /** What becomes of callers without a certificate. */
  public enum Mode {
    /** They get no connection. */
    REQUIRED,
    /** They are served; but a certificate that is shown must be good. */
    WANTED
  }

  /** Nobody is asked for one. */
  static final ClientCertificates NONE = new ClientCertificates(Optional.empty(), Mode.REQUIRED);
}
