package io.karuta.bench.outage;

import io.karuta.bench.store.Latencies;
import io.karuta.pipeline.store.AccountingSink;
import io.karuta.pipeline.store.PeerTransition;

/** Measures what an offer takes and counts those that weren't taken. Confined to one thread. */
final class TimedSink implements AccountingSink {

  private final AccountingSink sink;
  private Latencies offers = new Latencies();
  private long deferred;

  TimedSink(AccountingSink sink) {
    this.sink = sink;
  }

  /** Records into other latencies from now on. */
  void record(Latencies into) {
    offers = into;
  }

  long deferred() {
    return deferred;
  }

  @Override
  public boolean offer(PeerTransition transition) {
    long beforeNano = System.nanoTime();
    boolean taken = sink.offer(transition);
    offers.record(System.nanoTime() - beforeNano);
    deferred += taken ? 0 : 1;
    return taken;
  }

  @Override
  public void stored(PeerTransition transition) {
    sink.stored(transition);
  }
}
