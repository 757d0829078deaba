package io.karuta.frontend.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.pipeline.bittorrent.BencodeWriter;
import io.karuta.pipeline.bittorrent.FailureReason;
import io.karuta.pipeline.hook.AnnounceExchange;
import io.karuta.pipeline.hook.ScrapeExchange;
import io.karuta.testkit.AllocationMeter;
import io.karuta.testkit.FakeMetrics;
import io.undertow.util.HeaderMap;
import io.undertow.util.HttpString;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What this frontend does of its own for a request makes no garbage. */
class AllocationTest {

  private static final int CALLS = 20_000;

  private final HttpConfig config =
      TestConfig.of(
          Map.of("trusted-proxies", List.of("203.0.113.0/24"), "port-blocklist", List.of(25)));
  private final RequestRules rules = new RequestRules(config);
  private final BencodeWriter writer = new BencodeWriter();
  private final byte[] passkey = new byte[64];

  @Test
  void parsesAndAnswersAnAnnounceWithoutGarbage() {
    AnnounceExchange exchange = new AnnounceExchange();
    AnnounceParser parser = new AnnounceParser(rules);
    AnnounceReply reply = new AnnounceReply();
    Routes routes = new Routes(config.announceRoutes());
    String path = "/announce/" + Samples.PASSKEY;
    String query = Samples.announce().with("event", "started").with("numwant", 50).query();

    double bytes =
        AllocationMeter.bytesPerCall(
            CALLS,
            () -> {
              exchange.begin(0, 1800, 900);
              int length = routes.match(path, passkey);
              exchange.request().passkeyLengthBytes(length);
              exchange.verdict(parser.parse(query, exchange.request()));
              for (int i = 0; i < 50; i++) {
                exchange.response().ipv4Peers().addIpv4(0xc0000200 + i, 6881);
              }
              writer.clear();
              reply.write(exchange.response(), exchange.request().address(), true, writer);
              writer.buffer();
            });

    assertThat(bytes).isZero();
  }

  @Test
  void countsWithoutGarbage() {
    CallMetrics metrics = new CallMetrics(new FakeMetrics(), "announce");
    FailureReason refusal = FailureReason.of("pending", "torrent awaits approval");

    double bytes =
        AllocationMeter.bytesPerCall(
            CALLS,
            () -> {
              metrics.served();
              metrics.refused(refusal);
              metrics.took(12_345);
            });

    assertThat(bytes).isZero();
  }

  @Test
  void refusesWithoutGarbage() {
    AnnounceExchange exchange = new AnnounceExchange();
    AnnounceParser parser = new AnnounceParser(rules);

    double bytes =
        AllocationMeter.bytesPerCall(
            CALLS,
            () -> {
              exchange.begin(0, 1800, 900);
              exchange.verdict(parser.parse("info_hash=%a4", exchange.request()));
              writer.clear();
              FailureReply.write(Refusals.INVALID_INFO_HASH, writer);
            });

    assertThat(bytes).isZero();
  }

  @Test
  void parsesAndAnswersAScrapeWithoutGarbage() {
    ScrapeExchange exchange = new ScrapeExchange();
    ScrapeParser parser = new ScrapeParser(rules);
    ScrapeReply reply = new ScrapeReply();
    String query =
        Samples.scrape().query()
            + ("&info_hash=" + "b".repeat(20))
            + ("&info_hash=" + "a".repeat(20));

    double bytes =
        AllocationMeter.bytesPerCall(
            CALLS,
            () -> {
              exchange.begin(0);
              exchange.verdict(parser.parse(query, exchange.request()));
              exchange.response().reset(exchange.request().count());
              for (int row = 0; row < exchange.request().count(); row++) {
                exchange.response().set(row, 1, 2, 3, 4);
              }
              writer.clear();
              reply.write(exchange.request(), exchange.response(), writer);
            });

    assertThat(bytes).isZero();
  }

  @Test
  void findsTheClientWithNoMoreGarbageThanTheJdksCopyOfTheAddress() {
    AnnounceExchange exchange = new AnnounceExchange();
    ClientAddressResolver resolver =
        new ClientAddressResolver(config.addresses(), new TrustedProxies(config.addresses()));
    InetSocketAddress proxy = new InetSocketAddress(InetAddress.ofLiteral("203.0.113.1"), 1);
    HeaderMap headers = new HeaderMap();
    headers.put(new HttpString("X-Forwarded-For"), "198.51.100.7, 203.0.113.9");

    double bytes =
        AllocationMeter.bytesPerCall(
            CALLS,
            () -> {
              exchange.begin(0, 1800, 900);
              exchange.verdict(resolver.resolve(proxy, headers, exchange.request().address()));
            });

    assertThat(bytes).isLessThanOrEqualTo(24);
  }
}
