package io.karuta.bench.store;

import io.karuta.bench.workload.Popularity;
import java.util.Arrays;
import java.util.Locale;

/** How many peers there are, and how they are spread over swarms and users. */
enum WorkloadShape {

  /** A site: a million peers by Zipf's law. */
  A(1_000_000, 100_000, 50_000) {
    @Override
    Popularity popularity(int swarms, int peers) {
      return Popularity.zipf(swarms);
    }
  },

  /** One swarm of everybody; each has one peer in it, nearly. */
  B(200_000, 1, 1_000_000) {
    @Override
    Popularity popularity(int swarms, int peers) {
      return Popularity.uniform(swarms);
    }
  },

  /** Many small swarms: no two announces after each other touch the same memory. */
  C(5_000_000, 500_000, 250_000) {
    @Override
    Popularity popularity(int swarms, int peers) {
      return Popularity.uniform(swarms);
    }
  },

  /** The mix of aquatic_udp_load_test. */
  D(2_000_000, 1_000_000, 100_000) {
    @Override
    Popularity popularity(int swarms, int peers) {
      return Popularity.loadTest(swarms, peers);
    }
  };

  private final int peers;
  private final int swarms;
  private final int users;

  WorkloadShape(int peers, int swarms, int users) {
    this.peers = peers;
    this.swarms = swarms;
    this.users = users;
  }

  /** By its letter. */
  static WorkloadShape of(String letter) {
    return Arrays.stream(values())
        .filter(shape -> shape.name().equalsIgnoreCase(letter))
        .findAny()
        .orElseThrow(
            () -> new IllegalArgumentException("workload: " + letter + " (expected: a, b, c, d)"));
  }

  abstract Popularity popularity(int swarms, int peers);

  int peers() {
    return peers;
  }

  /** Swarms over which the peers are spread; some may get none. */
  int swarms() {
    return swarms;
  }

  /** Users over whom the peers are spread. */
  int users() {
    return users;
  }

  /** Its letter as on a command line. */
  String letter() {
    return name().toLowerCase(Locale.ROOT);
  }
}
