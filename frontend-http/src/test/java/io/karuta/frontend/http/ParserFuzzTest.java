package io.karuta.frontend.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.pipeline.bittorrent.AnnounceRequest;
import io.karuta.pipeline.bittorrent.Event;
import io.karuta.pipeline.bittorrent.FailureReason;
import io.karuta.pipeline.bittorrent.ScrapeRequest;
import io.karuta.pipeline.bittorrent.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever comes in, the parsers say what it means or refuse it, and never throw. */
class ParserFuzzTest {

  private static final int REQUESTS = 150_000;

  private final long seed = Long.getLong("fuzz.seed", System.nanoTime());
  private final RequestRules rules =
      TestConfig.rules(Map.of("allow-client-address", true, "port-blocklist", List.of(25)));

  @Test
  void readsOrRefusesEveryAnnounce() {
    System.out.println("ParserFuzzTest seed " + seed);
    List<Capture> captures = CapturedClientsTest.announces();
    Mutations mutations = new Mutations(seed);
    AnnounceParser parser = new AnnounceParser(rules);
    AnnounceRequest request = new AnnounceRequest();
    int passed = 0;

    for (int i = 0; i < REQUESTS; i++) {
      String query = mutations.of(captures.get(i % captures.size()).query());
      request.clear();
      Verdict verdict = parse(parser, query, request);
      if (verdict == Verdict.PROCEED) {
        passed++;
        check(request, query);
      } else {
        assertThat(Refusals.ALL).contains((FailureReason) verdict);
      }
    }

    // Both outcomes must be common, or the requests were broken too much or too little.
    assertThat(passed).as("seed %d", seed).isBetween(REQUESTS / 20, REQUESTS * 19 / 20);
  }

  private Verdict parse(AnnounceParser parser, String query, AnnounceRequest request) {
    try {
      return parser.parse(query, request);
    } catch (RuntimeException e) {
      throw new AssertionError("seed " + seed + ", query '" + query + "'", e);
    }
  }

  private void check(AnnounceRequest request, String query) {
    boolean stopped = request.event() == Event.STOPPED;
    boolean legal =
        request.port() <= 65_535
            && (request.port() > 0 || stopped)
            && request.port() != 25
            && request.uploaded() >= 0
            && request.downloaded() >= 0
            && request.left() >= 0
            && (request.leftPresent() || stopped)
            && request.corrupt() >= 0
            && request.numWant() >= AnnounceRequest.NUM_WANT_DEFAULT
            && request.passkeyLengthBytes() <= 64;

    assertThat(legal).as("seed %d, query '%s'", seed, query).isTrue();
  }

  @Test
  void readsOrRefusesEveryScrape() {
    System.out.println("ParserFuzzTest seed " + seed);
    Mutations mutations = new Mutations(seed);
    ScrapeParser parser = new ScrapeParser(rules);
    ScrapeRequest request = new ScrapeRequest();
    String query = Samples.scrape().query() + "&" + Samples.scrape().with("passkey", "key").query();

    for (int i = 0; i < REQUESTS / 3; i++) {
      String broken = mutations.of(query);
      request.clear();
      Verdict verdict;
      try {
        verdict = parser.parse(broken, request);
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed + ", query '" + broken + "'", e);
      }
      assertThat(verdict == Verdict.PROCEED ? request.count() > 0 : request.count() >= 0).isTrue();
    }
  }

  @Test
  void readsOrRefusesEveryPathAndAddress() {
    System.out.println("ParserFuzzTest seed " + seed);
    Mutations mutations = new Mutations(seed);
    Random random = new Random(seed);
    Routes routes = new Routes(TestConfig.of(Map.of()).announceRoutes());
    byte[] passkey = new byte[64];
    IpText ipText = new IpText();
    List<String> addresses = List.of("192.0.2.1:80, 10.0.0.1", "[2001:db8::1]:443", "::1.2.3.4");

    for (int i = 0; i < REQUESTS / 3; i++) {
      String path = mutations.of("/announce/" + Samples.PASSKEY + "/announce");
      assertThat(routes.match(path, passkey)).as(path).isBetween(Route.BAD_PASSKEY, 64);
      String address = mutations.of(addresses.get(random.nextInt(3)));
      assertThat(ipText.read(address, 0, address.length())).as(address).isIn(0, 4, 16);
    }
  }
}
