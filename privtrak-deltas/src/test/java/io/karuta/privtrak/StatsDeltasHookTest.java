package io.karuta.privtrak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karuta.pipeline.bittorrent.Verdict;
import io.karuta.pipeline.config.Options;
import io.karuta.pipeline.hook.AccountingHook;
import io.karuta.pipeline.hook.AnnounceExchange;
import io.karuta.pipeline.hook.HookBlueprint;
import io.karuta.pipeline.hook.HookFactory;
import io.karuta.pipeline.hook.HookStage;
import io.karuta.pipeline.hook.StandardAttributes;
import io.karuta.pipeline.registry.Client;
import io.karuta.pipeline.registry.Torrent;
import io.karuta.pipeline.registry.User;
import io.karuta.pipeline.store.AccountingSink;
import io.karuta.pipeline.store.AccountingTerms;
import io.karuta.testkit.FakeEnvironment;
import io.karuta.testkit.FakeOptions;
import io.karuta.testkit.store.ModelPeerStore;
import java.time.Duration;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StatsDeltasHookTest {

  private final TestAccounting accounting = TestAccounting.withBatches(10, Duration.ofSeconds(1));
  private final HookFactory factory =
      ServiceLoader.load(HookFactory.class).stream()
          .map(ServiceLoader.Provider::get)
          .filter(found -> found.name().equals("stats-deltas"))
          .findFirst()
          .orElseThrow();
  private final AnnounceExchange exchange = new AnnounceExchange();
  private final User user = new User(7, "seven", "Seven", true, true, 150, 40);
  private final Torrent torrent =
      Torrent.of(TestAccounting.SWARM, 100, "Hundred", Torrent.Status.ACTIVE, "", 300, 60, 0);

  @BeforeEach
  void begin() {
    exchange.begin(1000, 1800, 900);
  }

  @AfterEach
  void stop() {
    accounting.close();
  }

  private FakeEnvironment environment(Map<Class<?>, Object> services) {
    FakeEnvironment plain =
        FakeEnvironment.of(accounting.clock, accounting.registry, ModelPeerStore.create());
    return new FakeEnvironment(
        plain.clock(),
        plain.metrics(),
        plain.scheduler(),
        plain.registry(),
        plain.store(),
        plain.settings(),
        services);
  }

  private AccountingHook hook(Options options) {
    HookBlueprint blueprint = factory.configure(options);
    return (AccountingHook)
        blueprint.create().apply(environment(Map.of(DeltaService.class, accounting.service)));
  }

  @Test
  void standsWhereAccountingStandsAndNeedsAUser() {
    HookBlueprint blueprint = factory.configure(FakeOptions.empty());

    assertThat(blueprint.traits().stage()).isEqualTo(HookStage.ACCOUNT);
    assertThat(blueprint.traits().requires()).containsExactly(StandardAttributes.USER);
  }

  @Test
  void needsNoUserWhenPasskeysNameThem() {
    HookBlueprint blueprint =
        factory.configure(FakeOptions.of(Map.of("user-identifier", "passkey")));

    assertThat(blueprint.traits().requires()).isEmpty();
  }

  @Test
  void writesDownTheTermsAndInstallsItsSink() {
    AccountingHook hook = hook(FakeOptions.empty());
    exchange.attributes().set(StandardAttributes.USER, user);
    exchange.attributes().set(StandardAttributes.TORRENT, torrent);
    exchange.attributes().set(StandardAttributes.CLIENT, new Client("-DE", "Deluge"));

    Verdict verdict = hook.onAnnounce(exchange);

    assertThat(verdict).isSameAs(Verdict.PROCEED);
    assertThat(exchange.swarmAnnounce().userHigh()).isZero();
    assertThat(exchange.swarmAnnounce().userLow()).isEqualTo(7);
    assertThat(exchange.swarmAnnounce().sink()).isSameAs(hook.sink());
    AccountingTerms terms = exchange.swarmAnnounce().terms();
    assertThat(terms.userNumber()).isEqualTo(7);
    assertThat(terms.torrentNumber()).isEqualTo(100);
    assertThat(terms.uploadPercent()).isEqualTo(300);
    assertThat(terms.downloadPercent()).isEqualTo(40);
    assertThat(terms.clientName()).isEqualTo("Deluge");
  }

  @Test
  void keepsTheFactorsOfEarlierHooks() {
    exchange.attributes().set(StandardAttributes.USER, user);
    exchange.swarmAnnounce().terms().neutral();

    hook(FakeOptions.empty()).onAnnounce(exchange);

    assertThat(exchange.swarmAnnounce().terms().uploadPercent()).isZero();
    assertThat(exchange.swarmAnnounce().terms().downloadPercent()).isZero();
  }

  @Test
  void letsStrangersPassUnaccounted() {
    Verdict verdict = hook(FakeOptions.empty()).onAnnounce(exchange);

    assertThat(verdict).isSameAs(Verdict.PROCEED);
    assertThat(exchange.swarmAnnounce().anonymous()).isTrue();
    assertThat(exchange.swarmAnnounce().sink()).isSameAs(AccountingSink.NONE);
  }

  @Test
  void saysWhenTheAccountingIsMissing() {
    HookBlueprint blueprint = factory.configure(FakeOptions.empty());
    FakeEnvironment without = environment(Map.of());

    assertThatThrownBy(() -> blueprint.create().apply(without))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("stats-deltas");
  }

  @Test
  void refusesWrongOptions() {
    FakeOptions options =
        FakeOptions.of(Map.of("user-identifier", "horoscope", "first-sight", "maybe"));

    factory.configure(options);

    assertThat(options.problemPaths()).containsExactly("user-identifier", "first-sight");
    assertThat(options.problems().getFirst().expected()).contains("passkey", "registry");
  }

  @Test
  void readsItsOptions() {
    FakeOptions options =
        FakeOptions.of(Map.of("user-identifier", "passkey", "first-sight", "credit"));

    StatsDeltasConfig config = StatsDeltasConfig.read(options);

    assertThat(options.problems()).isEmpty();
    assertThat(config.userIdentifier()).isInstanceOf(PasskeyUserIdentifierFactory.class);
    assertThat(config.firstSight()).isEqualTo(FirstSight.CREDIT);
  }
}
