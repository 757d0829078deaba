package io.karuta.privtrak.handler.sql;

import io.karuta.pipeline.delta.DeltaBatch;
import io.karuta.pipeline.delta.DeltaHandlerEnvironment;
import io.karuta.pipeline.delta.DeltaHandlerException;
import io.karuta.pipeline.delta.StatsDelta;
import io.karuta.pipeline.runtime.TrackerClock;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a batch within a transaction that somebody else ends. Immutable. */
final class BatchWriter {

  private static final Logger LOG = LoggerFactory.getLogger(BatchWriter.class);

  private record Step(SqlStatement statement, ManyRows sql) {}

  private final Dialect dialect;
  private final int deadLetterLimit;
  private final List<Step> steps = new ArrayList<>();
  private final DeliveryTable delivery;
  private final DeadLetterTable deadLetters;
  private final TrackerClock clock;

  BatchWriter(
      Dialect dialect,
      SqlDeltaHandlerConfig config,
      DeltaHandlerEnvironment environment,
      DeliveryTable delivery) {
    this.dialect = dialect;
    this.delivery = delivery;
    deadLetterLimit = config.deadLetterLimit();
    deadLetters = new DeadLetterTable(environment.name());
    clock = environment.clock();
    for (SqlStatement statement : config.statements()) {
      steps.add(new Step(statement, dialect.manyRows(statement)));
    }
  }

  /**
   * Writes what wasn't delivered before.
   *
   * @param sortsOut whether rows that are refused are sorted out; otherwise the first one fails
   * @return what was sorted out
   */
  List<Refusal> write(
      Connection connection, DeltaBatch batch, int rowsPerStatement, boolean sortsOut)
      throws SQLException, DeltaHandlerException {
    long before = delivery.lockLastSequence(connection, batch.ring());
    if (before >= batch.firstSequence()) {
      LOG.info(
          "deltas {} to {} were delivered before",
          batch.firstSequence(),
          Math.min(before, batch.lastSequence()));
    }
    if (before >= batch.lastSequence()) {
      return List.of();
    }
    Refusals refusals = new Refusals(connection, dialect, deadLetterLimit);
    Map<Grouping, List<DeltaGroup>> groups = new EnumMap<>(Grouping.class);
    List<StatsDelta> deltas =
        batch.deltas().stream().filter(delta -> delta.sequence() > before).toList();
    for (Step step : steps) {
      List<DeltaGroup> rows =
          groups.computeIfAbsent(step.statement().per(), per -> DeltaGroup.of(deltas, per));
      int atOnce = step.statement().mayShareAStatement() ? rowsPerStatement : 1;
      if (sortsOut) {
        refusals.execute(step.statement(), step.sql(), rows, atOnce);
      } else {
        execute(connection, step.sql(), rows, atOnce);
      }
    }
    long nowSecond = Integer.toUnsignedLong(clock.nowSecond());
    deadLetters.add(connection, batch, refusals.found(), nowSecond);
    delivery.advance(connection, batch.ring(), before, batch.lastSequence(), nowSecond);
    return refusals.found();
  }

  private void execute(Connection connection, ManyRows sql, List<DeltaGroup> rows, int atOnce)
      throws SQLException {
    for (int from = 0; from < rows.size(); from += atOnce) {
      sql.execute(connection, dialect, rows.subList(from, Math.min(rows.size(), from + atOnce)));
    }
  }
}
