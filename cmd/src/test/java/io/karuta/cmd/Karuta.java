package io.karuta.cmd;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import picocli.CommandLine;

/**
 * One {@code karuta} command within the tests' own process.
 *
 * @param exit its exit code
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 */
record Karuta(int exit, String out, String err) {

  static Karuta run(String... arguments) {
    return run(Map.of(), arguments);
  }

  static Karuta run(Map<String, String> environment, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Main.commandLine(environment);
    line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    int exit = line.execute(arguments);
    return new Karuta(exit, out.toString(), err.toString());
  }
}
