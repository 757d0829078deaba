package io.karuta.cmd.client;

import io.karuta.client.BulkResult;
import io.karuta.client.KarutaException;
import java.io.PrintWriter;
import java.util.List;
import java.util.TreeMap;
import picocli.CommandLine;

/** Tells a person why the tracker did not do it. */
final class Refusal {

  private static final int IS_THERE = 412;

  private Refusal() {}

  static void tell(KarutaException e, CommandLine command) {
    PrintWriter err = command.getErr();
    err.println("karuta: " + Table.printable(words(e, command)));
    TlsHint.of(e.getCause()).ifPresent(hint -> err.println("  " + hint));
    new TreeMap<>(e.fields())
        .forEach((field, wrong) -> err.println("  " + Table.printable(field + ": " + wrong)));
    e.results().map(BulkResult::results).orElse(List.of()).stream()
        .filter(item -> !item.done() && !item.message().isEmpty())
        .forEach(item -> err.println("  " + Table.printable(item.message())));
    err.flush();
  }

  // No command expects anything of an entry but that it isn't there yet.
  private static String words(KarutaException e, CommandLine command) {
    if (e.status() != IS_THERE) {
      return String.valueOf(e.getMessage());
    }
    return "it is there already; nothing was changed"
        + (command.getCommandSpec().findOption("--replace") == null
            ? ""
            : " (--replace replaces it)");
  }
}
