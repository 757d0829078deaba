package io.karuta.privtrak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karuta.pipeline.delta.DeltaAnalyser;
import io.karuta.pipeline.delta.DeltaAnalyserEnvironment;
import io.karuta.pipeline.delta.Finding;
import io.karuta.pipeline.delta.Finding.Severity;
import io.karuta.pipeline.delta.StatsDelta;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class DeltaAnalysisTest {

  /** Keeps what it sees; fails or waits when told to. */
  private static final class Onlooker implements DeltaAnalyser {

    private final BlockingQueue<StatsDelta> seen = new LinkedBlockingQueue<>();
    private final Semaphore arrived = new Semaphore(0);
    private final Semaphore pass = new Semaphore(0);
    private volatile boolean waits;
    private volatile boolean fails;
    private volatile boolean closed;

    @Override
    public void observe(StatsDelta delta) {
      arrived.release();
      if (waits) {
        pass.acquireUninterruptibly();
      }
      if (fails) {
        throw new IllegalStateException("told to fail");
      }
      seen.add(delta);
    }

    StatsDelta next() throws InterruptedException {
      StatsDelta delta = seen.poll(20, TimeUnit.SECONDS);
      if (delta == null) {
        throw new IllegalStateException("no delta in time");
      }
      return delta;
    }

    List<Long> next(int count) throws InterruptedException {
      List<Long> sequences = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        sequences.add(next().sequence());
      }
      return sequences;
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private final Onlooker onlooker = new Onlooker();
  private final Onlooker other = new Onlooker();
  private final TestAccounting accounting =
      TestAccounting.withAnalysers(
          64,
          List.of(
              new AnalysisConfig("onlooker", _ -> onlooker),
              new AnalysisConfig("other", _ -> other)));

  @AfterEach
  void stop() {
    accounting.close();
  }

  private void offer(int count) {
    for (int i = 0; i < count; i++) {
      while (!accounting.offer(i)) {
        Thread.onSpinWait(); // until the delivery has made room
      }
    }
  }

  private static List<Long> upTo(long end) {
    return LongStream.range(0, end).boxed().toList();
  }

  @Test
  void showsEveryDeltaInOrderToEveryAnalyser() throws InterruptedException {
    for (int round = 0; round < 10; round++) {
      offer(30);
      assertThat(onlooker.next(30)).first().isEqualTo(30L * round);
    }

    assertThat(other.next(300)).isEqualTo(upTo(300));
    assertThat(accounting.metrics.value("deltas-not-analysed")).isZero();
  }

  @Test
  void showsDeltasThatCannotBeDelivered() throws InterruptedException {
    accounting.handler.breakDown();

    offer(20);

    assertThat(onlooker.next(20)).isEqualTo(upTo(20));
    accounting.handler.repair();
  }

  @Test
  void skipsAndCountsWhatItComesTooLateFor() throws InterruptedException {
    onlooker.waits = true;
    offer(1);
    onlooker.arrived.acquireUninterruptibly();

    offer(1000); // many times the ring: nobody waits for the onlooker
    onlooker.waits = false;
    onlooker.pass.release(2000);

    List<Long> seen = new ArrayList<>(onlooker.next(1));
    while (seen.getLast() < 1000) {
      seen.add(onlooker.next().sequence());
    }
    assertThat(seen).isSorted().doesNotHaveDuplicates().hasSizeBetween(2, 65);
    assertThat(accounting.metrics.value("deltas-not-analysed")).isEqualTo(1001 - seen.size());
  }

  @Test
  void goesOnAfterAnAnalyserHasFailed() throws InterruptedException {
    onlooker.fails = true;
    offer(5);
    assertThat(other.next(5)).isEqualTo(upTo(5));
    onlooker.fails = false;
    offer(1);

    assertThat(onlooker.next().sequence()).isEqualTo(5);
    assertThat(accounting.metrics.value("delta-analyser-failures", "analyser", "onlooker"))
        .isEqualTo(5);
    assertThat(accounting.metrics.value("delta-analyser-failures", "analyser", "other")).isZero();
  }

  @Test
  void showsWhatIsThereBeforeItStops() {
    offer(40);

    accounting.close();

    assertThat(onlooker.seen).hasSize(40);
    assertThat(onlooker.closed).isTrue();
    assertThat(other.closed).isTrue();
  }

  @Test
  void keepsAndCountsFindings() {
    DeltaAnalyserEnvironment[] environment = new DeltaAnalyserEnvironment[1];
    AnalysisConfig config =
        new AnalysisConfig(
            "finder",
            given -> {
              environment[0] = given;
              return delta ->
                  environment[0]
                      .findings()
                      .raise(Finding.of("finder", Severity.CRITICAL, delta, "odd\nvery"));
            });
    TestAccounting found = TestAccounting.withAnalysers(64, List.of(config));

    found.offer(1);
    found.close();

    assertThat(environment[0].name()).isEqualTo("finder");
    assertThat(found.metrics.value("delta-findings", "analyser", "finder")).isEqualTo(1);
    assertThat(found.service.findings().newestFirst())
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.userNumber()).isEqualTo(7);
          assertThat(finding.torrentNumber()).isEqualTo(100);
          assertThat(finding.sequence()).isZero();
          assertThat(finding.text()).isEqualTo("odd\nvery");
        });
  }

  @Test
  void closesTheAnalysersThatItHasMadeWhenAnotherCannotBeMade() {
    Onlooker made = new Onlooker();

    assertThatThrownBy(() ->
            TestAccounting.withAnalysers(
                64,
                List.of(
                    new AnalysisConfig("made", _ -> made),
                    new AnalysisConfig(
                        "unmade",
                        _ -> {
                          throw new IllegalStateException("can't be made");
                        }))))
        .hasMessage("can't be made");

    assertThat(made.closed).isTrue();
  }

  @Test
  void neverShowsHalfOfOneDeltaAndHalfOfAnother() throws InterruptedException {
    Semaphore turn = new Semaphore(0);
    List<String> torn = new ArrayList<>(); // written by the analysis thread, read after its end
    long[] count = new long[1];
    DeltaAnalyser analyser =
        delta -> {
          long number = delta.uploaded();
          boolean whole =
              delta.downloaded() == number
                  && delta.reportedUploaded() == number
                  && delta.reportedDownloaded() == number
                  && delta.creditedUploaded() == number;
          if (!whole) {
            torn.add(delta.toString());
          }
          count[0]++;
          turn.release();
        };
    TestAccounting busy =
        TestAccounting.withAnalysers(64, List.of(new AnalysisConfig("checker", _ -> analyser)));
    long endNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);

    for (long number = 1; System.nanoTime() < endNanos; number++) {
      busy.take(Change.announced().prior(0, 0).reports(number, number).transition());
    }
    assertThat(turn.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
    busy.close();

    assertThat(torn).isEmpty();
    assertThat(count[0]).isPositive();
  }
}
