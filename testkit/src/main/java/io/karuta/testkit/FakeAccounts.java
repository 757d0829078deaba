package io.karuta.testkit;

import io.karuta.pipeline.registry.Accounts;
import io.karuta.pipeline.registry.HistoryRow;
import io.karuta.pipeline.registry.KeyReusedException;
import io.karuta.pipeline.registry.RequestKey;
import io.karuta.pipeline.registry.TotalsAnswer;
import io.karuta.pipeline.registry.TotalsAnswer.Result;
import io.karuta.pipeline.registry.UserTotals;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongPredicate;

/** Books of plain maps, for the users that there are; nothing but the test writes them. */
final class FakeAccounts implements Accounts {

  private final LongPredicate users;
  private final Map<Long, UserTotals> totals = new HashMap<>();
  private final Map<String, RequestKey> keys = new HashMap<>();
  private final Map<Long, SortedMap<Long, HistoryRow>> rows = new HashMap<>();

  FakeAccounts(LongPredicate users) {
    this.users = users;
  }

  @Override
  public synchronized Optional<UserTotals> totals(long userNumber) {
    return users.test(userNumber)
        ? Optional.of(totals.getOrDefault(userNumber, UserTotals.ZERO))
        : Optional.empty();
  }

  @Override
  public synchronized TotalsAnswer increase(
      long userNumber, UserTotals by, Optional<RequestKey> key) {
    Optional<UserTotals> current = totals(userNumber);
    if (current.isEmpty()) {
      return TotalsAnswer.ABSENT;
    }
    RequestKey used = key.map(RequestKey::key).map(keys::get).orElse(null);
    if (used != null && !key.equals(Optional.of(used))) {
      throw new KeyReusedException(used.key());
    }
    if (used != null) {
      return new TotalsAnswer(Result.CHANGED, current.get());
    }
    UserTotals next;
    try {
      next = current.get().plus(by);
    } catch (ArithmeticException e) {
      return new TotalsAnswer(Result.OUT_OF_RANGE, current.get());
    }
    TotalsAnswer answer = replace(userNumber, current.get(), next);
    if (answer.result() == Result.CHANGED) {
      key.ifPresent(name -> keys.put(name.key(), name));
    }
    return answer;
  }

  @Override
  public synchronized TotalsAnswer replace(long userNumber, UserTotals expected, UserTotals next) {
    Optional<UserTotals> current = totals(userNumber);
    if (current.isEmpty()) {
      return TotalsAnswer.ABSENT;
    }
    if (!current.get().equals(expected)) {
      return new TotalsAnswer(Result.STALE, current.get());
    }
    if (!next.isValid()) {
      return new TotalsAnswer(Result.OUT_OF_RANGE, current.get());
    }
    totals.put(userNumber, next);
    return new TotalsAnswer(Result.CHANGED, next);
  }

  @Override
  public synchronized int open(SortedMap<Long, UserTotals> opening) {
    return (int)
        opening.entrySet().stream()
            .filter(user ->
                replace(user.getKey(), UserTotals.ZERO, user.getValue()).result() == Result.CHANGED)
            .count();
  }

  @Override
  public synchronized List<HistoryRow> history(long userNumber, long afterTorrent, int limit) {
    return rows
        .getOrDefault(userNumber, new TreeMap<>())
        .tailMap(afterTorrent + 1)
        .values()
        .stream()
        .limit(limit)
        .toList();
  }

  /** Adds a row to a user's history, or replaces the one of the same torrent. */
  synchronized void book(long userNumber, HistoryRow row) {
    rows.computeIfAbsent(userNumber, _ -> new TreeMap<>()).put(row.torrentNumber(), row);
  }
}
