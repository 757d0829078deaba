package io.karuta.privtrak.analyser;

import io.karuta.pipeline.bittorrent.InfoHash;
import io.karuta.pipeline.bittorrent.PeerId;
import io.karuta.pipeline.bittorrent.UserId;
import io.karuta.pipeline.delta.DeltaAnalyser;
import io.karuta.pipeline.delta.DeltaAnalyserEnvironment;
import io.karuta.pipeline.delta.DeltaEvent;
import io.karuta.pipeline.delta.Finding;
import io.karuta.pipeline.delta.Finding.Severity;
import io.karuta.pipeline.delta.StatsDelta;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Finds peers that say to have uploaded faster between two announces than anybody can. Confined to
 * the analysis thread.
 *
 * <p>The seconds of the delta are no measure of that: they leave out the time in which a peer
 * became a seeder or was silent. So it is remembered when each peer was heard of last; a peer that
 * is heard of for the first time isn't judged. Times are whole seconds, and one is added in the
 * peer's favour.
 */
final class ImpossibleSpeed implements DeltaAnalyser {

  private record Peer(UserId user, InfoHash infoHash, PeerId peerId) {}

  private static final float LOAD_FACTOR = 0.75f;

  private final ImpossibleSpeedConfig config;
  private final DeltaAnalyserEnvironment environment;
  private final Map<Peer, Integer> lastSecondByPeer;

  ImpossibleSpeed(ImpossibleSpeedConfig config, DeltaAnalyserEnvironment environment) {
    this.config = config;
    this.environment = environment;
    lastSecondByPeer =
        new LinkedHashMap<>(16, LOAD_FACTOR, true) {
          private static final long serialVersionUID = 1;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Peer, Integer> eldest) {
            return size() > config.maxPeers();
          }
        };
  }

  @Override
  public void observe(StatsDelta delta) {
    if (delta.event() == DeltaEvent.EXPIRED) {
      return; // nobody said anything
    }
    Peer peer = new Peer(delta.user(), delta.infoHash(), delta.peerId());
    Integer before =
        delta.active()
            ? lastSecondByPeer.put(peer, delta.atSecond())
            : lastSecondByPeer.remove(peer);
    if (before != null && delta.uploaded() >= config.ignoreBelowBytes()) {
      judge(delta, delta.atSecond() - before);
    }
  }

  private void judge(StatsDelta delta, int elapsedSeconds) {
    if (elapsedSeconds < 0) {
      return; // the clock was set back
    }
    long seconds = elapsedSeconds + 1L;
    // More than the limit times the seconds, without a product that could overflow.
    if ((delta.uploaded() - 1) / seconds >= config.bytesPerSecond() && delta.uploaded() > 0) {
      environment
          .findings()
          .raise(
              Finding.of(
                  environment.name(),
                  Severity.WARNING,
                  delta,
                  "uploaded %d bytes in %d s: %d bytes/s (limit: %d)"
                      .formatted(
                          delta.uploaded(),
                          elapsedSeconds,
                          delta.uploaded() / seconds,
                          config.bytesPerSecond())));
    }
  }
}
