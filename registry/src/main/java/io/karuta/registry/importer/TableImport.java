package io.karuta.registry.importer;

import io.karuta.pipeline.registry.Change;
import io.karuta.pipeline.registry.Outcome;
import io.karuta.pipeline.registry.Registry;
import io.karuta.pipeline.registry.Registry.Mode;
import io.karuta.pipeline.registry.UserTotals;
import io.karuta.registry.importer.ImportReport.TableReport;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Entries of one table on their way into the registry, and what comes of them. One thread. */
final class TableImport {

  private record Entry(String row, Change change, UserTotals totals) {}

  private final String table;
  private final Registry registry;
  private final ImportListener listener;
  private final Set<Object> seen = new HashSet<>();
  private List<Entry> waiting = new ArrayList<>();
  // Entries with a key that another one still had when it was their turn.
  private List<Entry> inConflict = new ArrayList<>();
  private long created;
  private long changed;
  private long same;
  private long refused;
  private long totalsTaken;
  private long totalsLeft;

  TableImport(String table, Registry registry, ImportListener listener) {
    this.table = table;
    this.registry = registry;
    this.listener = listener;
  }

  int waiting() {
    return waiting.size();
  }

  /** Of users whose entries were applied, and had totals at the site. */
  long totalsTaken() {
    return totalsTaken;
  }

  /** The same, but the tracker had totals already. */
  long totalsLeft() {
    return totalsLeft;
  }

  /** Adds an entry; {@code totals} are ZERO unless it is a user's. */
  void add(String row, Change change, UserTotals totals) {
    if (seen.add(keyOf(change))) {
      waiting.add(new Entry(row, change, totals));
    } else if (change instanceof Change.OfToken) {
      same++; // sites sell them twice
    } else {
      refuse(row, "a key that no row before it has", "one that an earlier row has");
    }
  }

  private static Object keyOf(Change change) {
    return switch (change) {
      case Change.OfUser(long number, _) -> number;
      case Change.OfTorrent(var infoHash, _) -> infoHash;
      case Change.OfClient(String prefix, _) -> prefix;
      case Change.OfToken(long user, long torrent, _) -> List.of(user, torrent);
    };
  }

  void refuse(String row, String expected, String found) {
    refused++;
    listener.refused(row, expected, found);
  }

  /** Applies what waits, each for itself. */
  void apply() {
    List<Outcome> outcomes = apply(waiting, Mode.EACH);
    List<Entry> applied = new ArrayList<>();
    for (int i = 0; i < outcomes.size(); i++) {
      if (outcomes.get(i).kind() == Outcome.Kind.CONFLICT) {
        inConflict.add(waiting.get(i));
      } else {
        count(outcomes.get(i));
        applied.add(waiting.get(i));
      }
    }
    waiting = new ArrayList<>();
    open(applied);
  }

  /** Users first, then their totals: who is cut off in between gets them by doing it again. */
  private void open(List<Entry> applied) {
    SortedMap<Long, UserTotals> totals = new TreeMap<>();
    for (Entry entry : applied) {
      if (entry.change() instanceof Change.OfUser(long number, _)
          && !entry.totals().equals(UserTotals.ZERO)) {
        totals.put(number, entry.totals());
      }
    }
    if (!totals.isEmpty()) {
      int taken = registry.accounts().open(totals);
      totalsTaken += taken;
      totalsLeft += totals.size() - taken;
    }
  }

  /** Applies the rest, and tells what came of everything. */
  TableReport finish() {
    apply();
    settleConflicts();
    return new TableReport(table, created, changed, same, refused);
  }

  /**
   * Tries those once more that wanted another one's key, all at once, since keys may have changed
   * hands: without those that still want one, until none does.
   */
  private void settleConflicts() {
    while (!inConflict.isEmpty()) {
      List<Outcome> outcomes = apply(inConflict, Mode.ALL_OR_NOTHING);
      if (outcomes.stream().noneMatch(Outcome::isFailure)) {
        outcomes.forEach(this::count);
        open(inConflict);
        return;
      }
      List<Entry> rest = new ArrayList<>();
      for (int i = 0; i < outcomes.size(); i++) {
        Entry entry = inConflict.get(i);
        if (outcomes.get(i).isFailure()) {
          String field = outcomes.get(i).code();
          refuse(entry.row(), "a " + field + " of its own", "one that another entry has");
        } else {
          rest.add(entry);
        }
      }
      inConflict = rest;
    }
  }

  private List<Outcome> apply(List<Entry> entries, Mode mode) {
    List<Change> changes = entries.stream().map(Entry::change).toList();
    return changes.isEmpty() ? List.of() : registry.apply(changes, mode, Optional.empty());
  }

  private void count(Outcome outcome) {
    switch (outcome.kind()) {
      case CREATED -> created++;
      case REPLACED -> changed++;
      case UNCHANGED -> same++;
      case REMOVED, REFUSED, CONFLICT, NOT_APPLIED ->
          throw new IllegalStateException("outcome: " + outcome + " (expected: of an import)");
    }
  }
}
