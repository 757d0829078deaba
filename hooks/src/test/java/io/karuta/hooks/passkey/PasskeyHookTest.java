package io.karuta.hooks.passkey;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.hooks.Exchanges;
import io.karuta.pipeline.bittorrent.Event;
import io.karuta.pipeline.bittorrent.Verdict;
import io.karuta.pipeline.hook.AnnounceExchange;
import io.karuta.pipeline.hook.ScrapeExchange;
import io.karuta.pipeline.hook.StandardAttributes;
import io.karuta.pipeline.registry.User;
import io.karuta.testkit.FakeRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PasskeyHookTest {

  private final FakeRegistry registry = new FakeRegistry();
  private final PasskeyHook hook = new PasskeyHook(new PasskeyConfig(true), registry.users());
  private final AnnounceExchange announce = Exchanges.announce();
  private final ScrapeExchange scrape = Exchanges.scrape(Exchanges.INFO_HASH);

  private User user(boolean enabled, boolean mayLeech) {
    User user = new User(7, Exchanges.PASSKEY, "alice", enabled, mayLeech, 200, 50);
    assertThat(registry.put(user)).isNotNull();
    return user;
  }

  @Test
  void findsTheUserOfAPasskey() {
    User user = user(true, true);

    assertThat(hook.onAnnounce(announce)).isEqualTo(Verdict.PROCEED);

    assertThat(announce.attributes().get(StandardAttributes.USER)).isSameAs(user);
    assertThat(announce.swarmAnnounce().userHigh()).isEqualTo(user.id().high());
    assertThat(announce.swarmAnnounce().userLow()).isEqualTo(user.id().low());
    assertThat(announce.swarmAnnounce().terms().userNumber()).isEqualTo(7);
    assertThat(announce.swarmAnnounce().terms().uploadPercent()).isEqualTo(200);
    assertThat(announce.swarmAnnounce().terms().downloadPercent()).isEqualTo(50);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 16, 32, 40, 64})
  void takesPasskeysOfAnyLength(int length) {
    String passkey = "k".repeat(length);
    assertThat(registry.put(User.of(1, passkey, "bob"))).isNotNull();

    Exchanges.passkey(announce, passkey);

    assertThat(hook.onAnnounce(announce)).isEqualTo(Verdict.PROCEED);
  }

  @Test
  void refusesAnAnnounceWithoutAPasskey() {
    Exchanges.passkey(announce, "");

    assertThat(hook.onAnnounce(announce)).isSameAs(PasskeyHook.MISSING);
  }

  @Test
  void refusesAPasskeyThatNobodyHas() {
    assertThat(hook.onAnnounce(announce)).isSameAs(PasskeyHook.UNKNOWN);
    assertThat(announce.swarmAnnounce().anonymous()).isTrue();
  }

  @Test
  void refusesThePasskeyOfAnotherLetterCase() {
    user(true, true);
    Exchanges.passkey(announce, Exchanges.PASSKEY.toUpperCase(java.util.Locale.ROOT));

    assertThat(hook.onAnnounce(announce)).isSameAs(PasskeyHook.UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc def", "abc%20", "\u00e4bc", "abc/", "<passkey>", "a\u0000"})
  void refusesWhatCannotBeAPasskey(String passkey) {
    Exchanges.passkey(announce, passkey);

    assertThat(hook.onAnnounce(announce)).isSameAs(PasskeyHook.MALFORMED);
  }

  @Test
  void refusesADisabledUser() {
    user(false, true);
    announce.request().event(Event.STOPPED);

    assertThat(hook.onAnnounce(announce)).isSameAs(PasskeyHook.DISABLED);
  }

  @Test
  void refusesADownloadOfAUserWhoMayOnlySeed() {
    user(true, false);

    assertThat(hook.onAnnounce(announce)).isSameAs(PasskeyHook.MAY_NOT_LEECH);
  }

  @Test
  void letsAUserWhoMayOnlySeedDoSo() {
    user(true, false);
    announce.request().left(0);

    assertThat(hook.onAnnounce(announce)).isEqualTo(Verdict.PROCEED);
  }

  @Test
  void letsAUserWhoMayOnlySeedStopADownload() {
    user(true, false);
    announce.request().event(Event.STOPPED);

    assertThat(hook.onAnnounce(announce)).isEqualTo(Verdict.PROCEED);
  }

  @Test
  void guardsScrapes() {
    assertThat(hook.onScrape(scrape)).isSameAs(PasskeyHook.UNKNOWN);
    user(false, true);
    assertThat(hook.onScrape(scrape)).isSameAs(PasskeyHook.DISABLED);
    User user = user(true, false);
    assertThat(hook.onScrape(scrape)).isEqualTo(Verdict.PROCEED);
    assertThat(scrape.attributes().get(StandardAttributes.USER)).isSameAs(user);

    scrape.request().passkeyLengthBytes(0);
    assertThat(hook.onScrape(scrape)).isSameAs(PasskeyHook.MISSING);
  }

  @Test
  void leavesScrapesAloneIfTheOperatorSaysSo() {
    PasskeyHook open = new PasskeyHook(new PasskeyConfig(false), registry.users());
    scrape.request().passkeyLengthBytes(0);

    assertThat(open.onScrape(scrape)).isEqualTo(Verdict.PROCEED);
  }
}
