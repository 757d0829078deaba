package io.karuta.database;

/** How the connection to MariaDB is secured. */
public enum SslMode {
  /** Not at all: for a server on this machine. */
  DISABLE("disable"),
  /** Encrypted, to whoever answers. */
  TRUST("trust"),
  /** Encrypted, to a server whose certificate a trusted authority signed. */
  VERIFY_CA("verify-ca"),
  /** Encrypted, to a server whose certificate bears the URL's host name as well. */
  VERIFY_FULL("verify-full");

  private final String driverName;

  SslMode(String driverName) {
    this.driverName = driverName;
  }

  /** What the driver's {@code sslMode} property calls it. */
  String driverName() {
    return driverName;
  }
}
