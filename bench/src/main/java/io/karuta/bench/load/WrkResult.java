package io.karuta.bench.load;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What wrk counted in one run, as {@code announces.lua} prints it.
 *
 * @param requests answered
 * @param durationMicros length of the run
 * @param p50Micros half of the answers came within this time
 * @param p99Micros 99 of 100 answers came within this time
 * @param errors socket errors, time-outs and answers other than 2xx and 3xx
 */
record WrkResult(long requests, long durationMicros, long p50Micros, long p99Micros, long errors) {

  private static final Pattern LINE =
      Pattern.compile(
          "result requests=(\\d+) duration-us=(\\d+) p50-us=(\\d+) p99-us=(\\d+) errors=(\\d+)");

  /**
   * Finds the result in what wrk printed.
   *
   * @throws IllegalStateException if there is none; the message holds the whole output
   */
  static WrkResult parse(String output) {
    MatchResult line =
        LINE.matcher(output)
            .results()
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("wrk gave no result:\n" + output));
    return new WrkResult(
        Long.parseLong(line.group(1)),
        Long.parseLong(line.group(2)),
        Long.parseLong(line.group(3)),
        Long.parseLong(line.group(4)),
        Long.parseLong(line.group(5)));
  }

  double requestsPerSecond() {
    return requests * 1e6 / durationMicros;
  }
}
