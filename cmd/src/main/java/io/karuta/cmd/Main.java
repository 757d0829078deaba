package io.karuta.cmd;

import java.util.Objects;

/** The program's entry point. */
public final class Main {

  private Main() {}

  /**
   * Runs one command and exits: 0 when it succeeded, 2 when the command line is wrong.
   *
   * @param arguments the command line as the shell split it
   */
  public static void main(String[] arguments) {
    if (arguments.length == 1 && arguments[0].equals("version")) {
      System.out.println("karuta " + version());
      return;
    }
    System.err.println("usage: karuta version");
    System.exit(2);
  }

  /** The version in the jar's manifest; "development" when run from loose class files. */
  static String version() {
    return Objects.requireNonNullElse(
        Main.class.getPackage().getImplementationVersion(), "development");
  }
}
