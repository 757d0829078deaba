package org.example.httpdeltas;

import io.karuta.pipeline.delta.DeltaBatch;
import io.karuta.pipeline.delta.DeltaHandler;
import io.karuta.pipeline.delta.DeltaHandlerException;
import io.karuta.pipeline.delta.UserTorrentTotal;
import io.karuta.testkit.delta.Booked;
import io.karuta.testkit.delta.DeltaHandlerContract;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** The smallest handler that keeps all the promises, and the contract that shows it. */
class LedgerHandlerTest extends DeltaHandlerContract {

  /** The books, which outlive the handler as a database would. */
  private final Map<String, Booked> books = new HashMap<>();

  private final Map<UUID, Long> lastSequences = new HashMap<>();
  private boolean broken;

  private final class LedgerHandler implements DeltaHandler {

    @Override
    public void handle(DeltaBatch batch) throws DeltaHandlerException {
      if (broken) {
        throw new DeltaHandlerException("the ledger is locked away");
      }
      if (batch.lastSequence() <= deliveredThrough(batch.ring())) {
        return; // it lasted, and its reply was lost
      }
      for (UserTorrentTotal total : batch.totals()) {
        books.merge(key(total.userNumber(), total.torrentNumber()), booked(total), this::sum);
      }
      lastSequences.put(batch.ring(), batch.lastSequence());
    }

    @Override
    public long deliveredThrough(UUID ring) {
      return lastSequences.getOrDefault(ring, UNKNOWN);
    }

    private Booked booked(UserTorrentTotal total) {
      return new Booked(
          total.uploaded(),
          total.downloaded(),
          total.snatches(),
          total.last().left(),
          total.last().active());
    }

    private Booked sum(Booked before, Booked added) {
      return new Booked(
          before.uploaded() + added.uploaded(),
          before.downloaded() + added.downloaded(),
          before.snatches() + added.snatches(),
          added.left(),
          added.active());
    }

    @Override
    public void close() {}
  }

  private static String key(long userNumber, long torrentNumber) {
    return userNumber + " " + torrentNumber;
  }

  @Override
  protected DeltaHandler open() {
    return new LedgerHandler();
  }

  @Override
  protected Booked booked(long userNumber, long torrentNumber) {
    return books.getOrDefault(key(userNumber, torrentNumber), Booked.NOTHING);
  }

  @Override
  protected void breakDown() {
    broken = true;
  }

  @Override
  protected void repair() {
    broken = false;
  }
}
