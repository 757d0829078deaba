package io.karuta.pipeline.store;

/**
 * How the store chooses among the peers that may be listed: it draws a uniform sample, in which
 * both kinds of peers have their share, and keeps the ones of the highest rank, whatever their
 * kind. Thread-safe and without state; called under the swarm's lock, so it must be quick and
 * allocate nothing.
 */
public interface PeerSelector {

  /** Every peer is as likely as any other. */
  PeerSelector UNIFORM =
      new PeerSelector() {
        @Override
        public int sampleSize(int numWant) {
          return numWant;
        }

        @Override
        public long rank(SwarmAnnounce announcer, PeerCandidate candidate) {
          return 0;
        }
      };

  /**
   * How many candidates to draw for {@code numWant} peers. Exactly {@code numWant} means that no
   * rank is asked for, as is less; more than {@code 8 * numWant} is cut to that.
   */
  int sampleSize(int numWant);

  /** A candidate's rank, the highest first; ties in random order. */
  long rank(SwarmAnnounce announcer, PeerCandidate candidate);
}
