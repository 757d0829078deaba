package io.karuta.cmd.client;

import io.karuta.client.KarutaException;

/** What the exit of {@code karuta client} tells a script; 2 and 78 are those of every command. */
final class ClientExit {

  /** It was done. */
  static final int OK = 0;

  /** The tracker can't be reached, failed, or is not ready. */
  static final int FAILED = 1;

  /** The tracker refused it, or what was asked for is not there. */
  static final int REFUSED = 3;

  /** The credential is missing, wrong, expired, or not allowed to do this. */
  static final int UNAUTHORIZED = 4;

  private ClientExit() {}

  static int of(KarutaException e) {
    return switch (e.status()) {
      case 401, 403 -> UNAUTHORIZED;
      case 400, 404, 409, 412, 413, 422 -> REFUSED;
      default -> FAILED;
    };
  }
}
