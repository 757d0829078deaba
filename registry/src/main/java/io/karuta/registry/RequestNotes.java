package io.karuta.registry;

import io.karuta.pipeline.registry.KeyReusedException;
import io.karuta.pipeline.registry.NotedRequest;
import io.karuta.pipeline.registry.Outcome;
import io.karuta.pipeline.registry.RegistrySource;
import io.karuta.pipeline.registry.RequestKey;
import io.karuta.pipeline.runtime.TrackerClock;
import java.util.List;
import java.util.Optional;

/** What was answered to requests that have a key. One writer. */
final class RequestNotes {

  private final RegistrySource source;
  private final TrackerClock clock;

  RequestNotes(RegistrySource source, TrackerClock clock) {
    this.source = source;
    this.clock = clock;
  }

  /**
   * What came of the same request; empty if it is a new one.
   *
   * @throws KeyReusedException if the key stands for another request
   */
  Optional<List<Outcome>> outcomesOf(RequestKey key) {
    long oldestSecond = nowSecond() - RequestKey.LIFETIME_SECONDS;
    Optional<NotedRequest> noted =
        source.findRequest(key.key()).filter(request -> request.second() > oldestSecond);
    if (noted.isPresent() && !noted.get().key().equals(key)) {
      throw new KeyReusedException(key.key());
    }
    return noted.map(request -> OutcomeText.read(request.answer()));
  }

  /** The note of an answer that is about to be given. */
  NotedRequest note(RequestKey key, List<Outcome> outcomes) {
    return new NotedRequest(key, OutcomeText.write(outcomes), nowSecond());
  }

  private long nowSecond() {
    return Integer.toUnsignedLong(clock.nowSecond());
  }
}
