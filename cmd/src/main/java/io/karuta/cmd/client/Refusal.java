package io.karuta.cmd.client;

import io.karuta.client.BulkResult;
import io.karuta.client.KarutaException;
import java.io.PrintWriter;
import java.util.List;
import java.util.TreeMap;

/** Tells a person why the tracker did not do it. */
final class Refusal {

  private Refusal() {}

  static void tell(KarutaException e, PrintWriter err) {
    err.println("karuta: " + Table.printable(String.valueOf(e.getMessage())));
    new TreeMap<>(e.fields())
        .forEach((field, wrong) -> err.println("  " + Table.printable(field + ": " + wrong)));
    e.results().map(BulkResult::results).orElse(List.of()).stream()
        .filter(item -> !item.done() && !item.message().isEmpty())
        .forEach(item -> err.println("  " + Table.printable(item.message())));
    err.flush();
  }
}
