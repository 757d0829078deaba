package io.karuta.hooks.clientwhitelist;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.hooks.Exchanges;
import io.karuta.hooks.clientwhitelist.ClientWhitelistConfig.EmptyList;
import io.karuta.pipeline.bittorrent.Verdict;
import io.karuta.pipeline.hook.AnnounceExchange;
import io.karuta.pipeline.hook.StandardAttributes;
import io.karuta.pipeline.registry.Client;
import io.karuta.testkit.FakeRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ClientWhitelistHookTest {

  private final FakeRegistry registry = new FakeRegistry();
  private final AnnounceExchange announce = Exchanges.announce();

  private ClientWhitelistHook hook(EmptyList empty) {
    return new ClientWhitelistHook(new ClientWhitelistConfig(empty), registry.clients());
  }

  private void allow(String prefix, String name) {
    assertThat(registry.put(new Client(prefix, name))).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "-DE, -DE2110-abcdefghijkl",
    "-DE2, -DE2110-abcdefghijkl",
    "-DE2110-, -DE2110-abcdefghijkl",
    "M, M7-10-5--abcdefghijk",
    "TIX, TIX0299-abcdefghijkl",
    "A2, A2-1-37-0-abcdefghij",
  })
  void letsClientsPassWhosePeerIdBeginsWithAPrefix(String prefix, String peerId) {
    allow(prefix, "client");
    Exchanges.peerId(announce, peerId);

    assertThat(hook(EmptyList.REFUSE).onAnnounce(announce)).isEqualTo(Verdict.PROCEED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-de2110-abcdefghijkl",
        "-UT2110--DE2110-abcd",
        "DE2110-abcdefghijklm",
        "-D\u0000\u0000\u0000\u0000\u0000\u0000abcdefghijkl"
      })
  void refusesOtherClients(String peerId) {
    allow("-DE", "Deluge");
    Exchanges.peerId(announce, peerId);

    assertThat(hook(EmptyList.ALLOW).onAnnounce(announce)).isSameAs(ClientWhitelistHook.REFUSAL);
  }

  @Test
  void notesTheClientOfTheLongestPrefix() {
    allow("-DE", "Deluge");
    allow("-DE2", "Deluge 2");

    assertThat(hook(EmptyList.REFUSE).onAnnounce(announce)).isEqualTo(Verdict.PROCEED);

    assertThat(announce.attributes().get(StandardAttributes.CLIENT).name()).isEqualTo("Deluge 2");
    assertThat(announce.swarmAnnounce().terms().clientName()).isEqualTo("Deluge 2");
  }

  @Test
  void refusesEveryClientWhileTheListIsEmpty() {
    assertThat(hook(EmptyList.REFUSE).onAnnounce(announce)).isSameAs(ClientWhitelistHook.REFUSAL);
  }

  @Test
  void letsEveryClientPassWhileTheListIsEmptyIfTheOperatorSaysSo() {
    ClientWhitelistHook hook = hook(EmptyList.ALLOW);

    assertThat(hook.onAnnounce(announce)).isEqualTo(Verdict.PROCEED);
    assertThat(announce.swarmAnnounce().terms().clientName()).isEmpty();

    allow("-TR", "Transmission");
    assertThat(hook.onAnnounce(announce)).isSameAs(ClientWhitelistHook.REFUSAL);
  }

  @Test
  void letsScrapesPass() {
    assertThat(hook(EmptyList.REFUSE).onScrape(Exchanges.scrape(Exchanges.INFO_HASH)))
        .isEqualTo(Verdict.PROCEED);
  }
}
