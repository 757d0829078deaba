package io.karuta.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class LoadReportTest {

  @Test
  void dividesTheServersTimeByTheRequestsAndComparesMedians() {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    LoadReport report = new LoadReport(new PrintStream(printed, true, StandardCharsets.UTF_8));

    report.begin();
    report.tracker(measurement(1_000, 20_000, 24_000));
    report.bare(measurement(1_000, 10_000, 10_000));
    report.tracker(measurement(1_000, 90_000, 90_000));
    report.bare(measurement(1_000, 10_000, 10_000));
    report.tracker(measurement(1_000, 15_000, 16_000));
    report.bare(measurement(2_000, 20_000, 20_000));
    report.end();

    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("| 1 | tracker | 1000 | 20.00 | 24.00 | 300 | 900 | 0 |")
        .contains("| 3 | bare handler | 2000 | 10.00 | 10.00 | 300 | 900 | 0 |")
        .contains("median CPU us/request: tracker 20.00, bare handler 10.00, ratio 2.00")
        .contains("with settling: tracker 24.00, bare handler 10.00, ratio 2.40");
  }

  private static Measurement measurement(long requests, long cpuMicros, long cpuMicrosSettled) {
    return new Measurement(
        new WrkResult(requests, 1_000_000, 300, 900, 0), cpuMicros, cpuMicrosSettled);
  }
}
