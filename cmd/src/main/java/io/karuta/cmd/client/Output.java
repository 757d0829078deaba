package io.karuta.cmd.client;

import io.karuta.client.Json;
import java.io.PrintWriter;
import java.util.Map;
import java.util.function.Supplier;

/** Prints for people or, if they ask for it, for programs. For one thread. */
final class Output {

  private final PrintWriter out;
  private final boolean json;

  Output(PrintWriter out, boolean json) {
    this.out = out;
    this.json = json;
  }

  /** Prints a value of the API as JSON, or as a table that is only made if it is needed. */
  void print(Object value, Supplier<Table> table) {
    if (json) {
      out.println(Json.text(value));
    } else {
      table.get().print(out);
    }
  }

  /** Prints a value of the API as JSON, or a sentence. */
  void say(Object value, String sentence) {
    out.println(json ? Json.text(value) : Table.printable(sentence));
  }

  /**
   * Prints what was done where the API has nothing to tell: a field that is true, or a sentence.
   */
  void done(String field, String sentence) {
    say(Map.of(field, true), sentence);
  }

  /** Prints a text as it is. */
  void text(String text) {
    out.print(text);
    out.flush();
  }

  void flush() {
    out.flush();
  }

  /** Whether nobody reads any more. */
  boolean isBroken() {
    // The writer doesn't hear of what standard output behind it could not write.
    return out.checkError() || System.out.checkError();
  }

  boolean isJson() {
    return json;
  }
}
