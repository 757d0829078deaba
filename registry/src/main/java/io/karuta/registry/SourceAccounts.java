package io.karuta.registry;

import io.karuta.pipeline.registry.Accounts;
import io.karuta.pipeline.registry.HistoryRow;
import io.karuta.pipeline.registry.NotedRequest;
import io.karuta.pipeline.registry.Outcome;
import io.karuta.pipeline.registry.RegistrySource;
import io.karuta.pipeline.registry.RequestKey;
import io.karuta.pipeline.registry.TotalsAnswer;
import io.karuta.pipeline.registry.TotalsAnswer.Result;
import io.karuta.pipeline.registry.UserTotals;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.locks.Lock;

/** The books of a source. Thread-safe; changes take turns with those of the registry. */
final class SourceAccounts implements Accounts {

  private final RegistrySource source;
  private final RequestNotes notes;
  private final Lock writeLock;

  SourceAccounts(RegistrySource source, RequestNotes notes, Lock writeLock) {
    this.source = source;
    this.notes = notes;
    this.writeLock = writeLock;
  }

  @Override
  public Optional<UserTotals> totals(long userNumber) {
    return source.totals(userNumber);
  }

  @Override
  public TotalsAnswer increase(long userNumber, UserTotals by, Optional<RequestKey> key) {
    writeLock.lock();
    try {
      if (key.flatMap(notes::outcomesOf).isPresent()) {
        return source
            .totals(userNumber)
            .map(now -> new TotalsAnswer(Result.CHANGED, now))
            .orElse(TotalsAnswer.ABSENT);
      }
      Optional<NotedRequest> noted = key.map(name -> notes.note(name, List.of(Outcome.REPLACED)));
      return source.changeTotals(userNumber, current -> increased(current, by), noted);
    } finally {
      writeLock.unlock();
    }
  }

  private static TotalsAnswer increased(UserTotals current, UserTotals by) {
    try {
      return checked(current, current.plus(by));
    } catch (ArithmeticException e) {
      return new TotalsAnswer(Result.OUT_OF_RANGE, current);
    }
  }

  @Override
  public TotalsAnswer replace(long userNumber, UserTotals expected, UserTotals next) {
    writeLock.lock();
    try {
      return source.changeTotals(
          userNumber,
          current ->
              current.equals(expected)
                  ? checked(current, next)
                  : new TotalsAnswer(Result.STALE, current),
          Optional.empty());
    } finally {
      writeLock.unlock();
    }
  }

  private static TotalsAnswer checked(UserTotals current, UserTotals next) {
    return next.isValid()
        ? new TotalsAnswer(Result.CHANGED, next)
        : new TotalsAnswer(Result.OUT_OF_RANGE, current);
  }

  @Override
  public int open(SortedMap<Long, UserTotals> totals) {
    writeLock.lock();
    try {
      return source.openAccounts(totals);
    } finally {
      writeLock.unlock();
    }
  }

  @Override
  public List<HistoryRow> history(long userNumber, long afterTorrent, int limit) {
    return source.history(userNumber, afterTorrent, limit);
  }
}
