package io.karuta.cmd;

import io.karuta.registry.importer.ImportListener;
import io.karuta.registry.importer.ImportReport;
import io.karuta.registry.importer.ImportReport.TableReport;
import java.io.PrintStream;
import java.util.Locale;

/** What an operator reads of an import: how far it is, refused rows, and what came of it. */
final class WarmupText implements ImportListener {

  private static final long NANOS_BETWEEN = 1_000_000_000L;

  private final PrintStream out;
  private final PrintStream progress;
  private final boolean dryRun;
  private long toldNanos = System.nanoTime() - NANOS_BETWEEN;

  WarmupText(PrintStream out, PrintStream progress, boolean dryRun) {
    this.out = out;
    this.progress = progress;
    this.dryRun = dryRun;
  }

  @Override
  public void progress(String table, long rows, long total) {
    long now = System.nanoTime();
    if (rows >= total || now - toldNanos >= NANOS_BETWEEN) {
      progress.printf(Locale.ROOT, "%s: %,d of %,d rows%n", table, rows, total);
      toldNanos = now;
    }
  }

  @Override
  public void refused(String row, String expected, String found) {
    out.printf("refused %s: expected %s, found %s%n", row, expected, found);
  }

  void report(ImportReport report) {
    for (TableReport table : report.tables()) {
      out.printf(
          Locale.ROOT,
          "%s: %,d rows, %,d new, %,d changed, %,d the same, %,d refused%n",
          table.table(),
          table.rows(),
          table.created(),
          table.changed(),
          table.same(),
          table.refused());
    }
    if (report.totalsTaken() + report.totalsLeft() > 0) {
      out.printf(
          Locale.ROOT,
          "totals of users: %,d taken over, %,d left alone since the tracker has some already%n",
          report.totalsTaken(),
          report.totalsLeft());
    }
    if (dryRun) {
      out.println("nothing was saved: that was a dry run");
    }
  }
}
