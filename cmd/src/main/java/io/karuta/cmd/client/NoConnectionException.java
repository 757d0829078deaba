package io.karuta.cmd.client;

/** The tracker can't even be asked, since something for it is missing on this machine. */
final class NoConnectionException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int exit;

  NoConnectionException(int exit, String message) {
    super(message);
    this.exit = exit;
  }

  /** The exit code of {@link ClientExit} for it. */
  int exit() {
    return exit;
  }
}
