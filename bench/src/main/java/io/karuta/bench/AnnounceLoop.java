package io.karuta.bench;

import io.karuta.frontend.http.AnnounceCodec;
import io.karuta.frontend.http.HttpConfig;
import io.karuta.pipeline.bittorrent.BencodeWriter;
import io.karuta.pipeline.bittorrent.FailureReason;
import io.karuta.pipeline.bittorrent.Verdict;
import io.karuta.pipeline.engine.TrackerLogic;
import io.karuta.pipeline.hook.AnnounceExchange;
import io.karuta.testkit.FakeOptions;

/** What an I/O thread does with announces apart from HTTP, one after the other. Confined to one. */
final class AnnounceLoop {

  private final TrackerLogic logic;
  private final PreparedAnnounces announces;
  private final AnnounceExchange exchange = new AnnounceExchange();
  private final BencodeWriter writer = new BencodeWriter();
  private final AnnounceCodec codec = AnnounceCodec.of(HttpConfig.read(FakeOptions.empty()));
  private int next;

  AnnounceLoop(TrackerLogic logic, PreparedAnnounces announces) {
    this.logic = logic;
    this.announces = announces;
  }

  /**
   * The next announce: from the raw query to the encoded reply.
   *
   * @return length of the reply in bytes
   * @throws IllegalStateException if it was refused, so that nobody measures refusals
   */
  int announce() {
    logic.begin(exchange);
    announces.fill(next, exchange.request());
    Verdict verdict = codec.parse(announces.query(next), exchange.request());
    if (verdict instanceof FailureReason refusal) {
      throw refused(refusal);
    }
    next = next + 1 == announces.count() ? 0 : next + 1;
    logic.announce(exchange);
    if (exchange.verdict() instanceof FailureReason refusal) {
      throw refused(refusal);
    }
    writer.clear();
    codec.write(exchange, writer);
    logic.afterAnnounce(exchange);
    return writer.lengthBytes();
  }

  private static IllegalStateException refused(FailureReason refusal) {
    return new IllegalStateException("announce refused: " + refusal.text());
  }

  /** The last reply; for tests. */
  byte[] lastReply() {
    return writer.toBytes();
  }
}
