package io.karuta.cmd;

/** What the program's exit tells a script; documented in docs/operating.md. */
final class ExitCode {

  /** The command did what it was asked. */
  static final int OK = 0;

  /** The tracker could not start or go on: a port in use, a database away, a damaged file. */
  static final int FAILED = 1;

  /** The command line is wrong. */
  static final int USAGE = 2;

  /** The command did it, but for rows that it refused and named. */
  static final int REFUSED_ROWS = 3;

  /** The configuration is wrong; nothing was started. EX_CONFIG of sysexits.h. */
  static final int WRONG_CONFIG = 78;

  private ExitCode() {}
}
