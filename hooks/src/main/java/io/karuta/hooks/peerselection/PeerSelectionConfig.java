package io.karuta.hooks.peerselection;

import io.karuta.pipeline.config.Options;
import java.time.Duration;

/**
 * Settings of the hook. Immutable.
 *
 * @param defaultNumWant peers for a client that names no number
 * @param maxNumWant most peers of a family in one reply
 * @param bothFamilies whether a reply lists peers of both families (BEP 7) or of the request's only
 * @param minIntervalEnforcedSeconds announces sooner than this are early; 0 for none
 * @param early what becomes of an early announce
 */
record PeerSelectionConfig(
    int defaultNumWant,
    int maxNumWant,
    boolean bothFamilies,
    int minIntervalEnforcedSeconds,
    Early early) {

  /** What becomes of an early announce; its transfer is booked either way. */
  enum Early {
    /** It is answered as usual but without peers. */
    NO_PEERS,
    /** It is refused. */
    REFUSE
  }

  private static final int MOST = 2000;

  static PeerSelectionConfig read(Options options) {
    int maxNumWant = options.integer("max-num-want", 200, 1, MOST);
    int defaultNumWant = options.integer("default-num-want", Math.min(50, maxNumWant), 1, MOST);
    if (defaultNumWant > maxNumWant) {
      options.problem(
          "default-num-want", "at most max-num-want (" + maxNumWant + ")", "" + defaultNumWant);
    }
    Duration minInterval =
        options.duration("min-interval-enforced", Duration.ZERO, Duration.ZERO, Duration.ofDays(1));
    if (!minInterval.equals(Duration.ofSeconds(minInterval.toSeconds()))) {
      options.problem("min-interval-enforced", "whole seconds", minInterval.toMillis() + " ms");
    }
    return new PeerSelectionConfig(
        defaultNumWant,
        maxNumWant,
        options.bool("both-families", false),
        Math.toIntExact(minInterval.toSeconds()),
        options.choice("early", Early.class, Early.NO_PEERS));
  }
}
