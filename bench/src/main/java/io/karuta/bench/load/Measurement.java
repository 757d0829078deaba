package io.karuta.bench.load;

import java.io.IOException;
import java.time.Duration;

/**
 * One measured run against one server.
 *
 * @param wrk what the clients saw
 * @param cpuMicros what the server used of the CPU during the run
 * @param cpuMicrosSettled the same with what it did afterwards because of the run, such as
 *     delivering deltas
 */
record Measurement(WrkResult wrk, long cpuMicros, long cpuMicrosSettled) {

  /** How long a server may go on working after a run. */
  static final Duration SETTLING = Duration.ofSeconds(20);

  static Measurement take(ServerProcess server, Wrk wrk, int seconds)
      throws IOException, InterruptedException {
    long before = server.cpuMicros();
    WrkResult result = wrk.run(server.port(), seconds);
    long after = server.cpuMicros();
    server.awaitIdle(SETTLING);
    return new Measurement(result, after - before, server.cpuMicros() - before);
  }

  double cpuMicrosPerRequest() {
    return (double) cpuMicros / wrk.requests();
  }

  double cpuMicrosPerRequestSettled() {
    return (double) cpuMicrosSettled / wrk.requests();
  }
}
