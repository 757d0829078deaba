package io.karuta.conf;

import io.karuta.pipeline.config.Problem;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects problems and sorts them by their place. Confined to one thread. */
final class ProblemLog {

  private record Entry(Place place, Problem problem) {}

  private final String mainFile;
  private final Set<Entry> entries = new LinkedHashSet<>();
  private boolean closed;

  ProblemLog(String mainFile) {
    this.mainFile = mainFile;
  }

  /** Records a problem; the same one twice counts once. */
  void add(Place place, String path, String expected, String found) {
    if (!closed) {
      entries.add(new Entry(place, new Problem(place.toString(), path, expected, found)));
    }
  }

  /** Takes nothing more: what follows would only be a consequence of a file that can't be read. */
  void close() {
    closed = true;
  }

  /** The main file's problems first, each file's by line. */
  List<Problem> sorted() {
    return entries.stream()
        .sorted(
            Comparator.comparing((Entry entry) -> !entry.place().file().equals(mainFile))
                .thenComparing(entry -> entry.place().file())
                .thenComparingInt(entry -> entry.place().line())
                .thenComparing(entry -> entry.problem().path()))
        .map(Entry::problem)
        .toList();
  }
}
