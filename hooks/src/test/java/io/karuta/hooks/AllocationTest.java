package io.karuta.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.pipeline.bittorrent.InfoHash;
import io.karuta.pipeline.bittorrent.Verdict;
import io.karuta.pipeline.hook.AnnounceExchange;
import io.karuta.pipeline.hook.HookFactory;
import io.karuta.pipeline.hook.PreHook;
import io.karuta.pipeline.hook.ScrapeExchange;
import io.karuta.pipeline.registry.Client;
import io.karuta.pipeline.registry.Torrent;
import io.karuta.pipeline.registry.User;
import io.karuta.pipeline.runtime.TrackerClock;
import io.karuta.testkit.AllocationMeter;
import io.karuta.testkit.FakeEnvironment;
import io.karuta.testkit.FakeOptions;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every inline hook of this module, found as the tracker finds them. */
final class AllocationTest {

  private static final int CALLS = 50_000;

  static Stream<String> hooks() {
    return ServiceLoader.load(HookFactory.class).stream().map(provider -> provider.get().name());
  }

  private static PreHook hook(String name) {
    FixedRegistry registry =
        new FixedRegistry(
            // Far beyond the small numbers for which the JDK keeps boxes.
            User.of(1L << 40, Exchanges.PASSKEY, "alice"),
            Torrent.of(Exchanges.INFO_HASH, 1L << 41, "a torrent"),
            new Client("-DE", "Deluge"));
    FakeEnvironment environment =
        FakeEnvironment.of(TrackerClock.system(), registry, new RecordingStore());
    HookFactory factory =
        ServiceLoader.load(HookFactory.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(candidate -> candidate.name().equals(name))
            .findFirst()
            .orElseThrow();
    return (PreHook) factory.configure(FakeOptions.empty()).create().apply(environment);
  }

  @ParameterizedTest
  @MethodSource("hooks")
  void allocatesNothingPerAnnounce(String name) {
    PreHook hook = hook(name);
    AnnounceExchange exchange = Exchanges.announce();

    double bytes =
        AllocationMeter.bytesPerCall(
            CALLS,
            () -> {
              exchange.begin(1_700_000_000, 1800, 900);
              Exchanges.fill(exchange);
              if (hook.onAnnounce(exchange) != Verdict.PROCEED) {
                throw new AssertionError("refused");
              }
            });

    assertThat(bytes).isZero();
  }

  @ParameterizedTest
  @MethodSource("hooks")
  void allocatesNothingPerScrape(String name) {
    PreHook hook = hook(name);
    ScrapeExchange exchange =
        Exchanges.scrape(Exchanges.INFO_HASH, InfoHash.ofHex("7f".repeat(20)));

    double bytes =
        AllocationMeter.bytesPerCall(
            CALLS,
            () -> {
              exchange.response().reset(2);
              if (hook.onScrape(exchange) != Verdict.PROCEED) {
                throw new AssertionError("refused");
              }
            });

    assertThat(bytes).isZero();
  }
}
