package io.karuta.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.admin.AdminFixture.Answer;
import io.karuta.admin.auth.Scope;
import io.karuta.admin.web.RouteSpec;
import io.karuta.pipeline.bittorrent.InfoHash;
import io.karuta.pipeline.control.AnnounceTraces.Traced;
import io.karuta.pipeline.control.ReloadResult;
import io.karuta.pipeline.registry.Change;
import io.karuta.pipeline.registry.Client;
import io.karuta.pipeline.registry.CreditToken;
import io.karuta.pipeline.registry.Edit;
import io.karuta.pipeline.registry.Registry;
import io.karuta.pipeline.registry.Torrent;
import io.karuta.pipeline.registry.User;
import io.karuta.testkit.FakeRegistry;
import io.karuta.testkit.store.ModelPeerStore;
import io.karuta.testkit.store.TestAnnounce;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every route there is: described in {@code openapi.yaml}, guarded, and answering as described. */
class RoutesTest {

  private static final String HASH = TestAnnounce.infoHash(1).toString();
  private static final String NEW_HASH = TestAnnounce.infoHash(9).toString();

  @TempDir private static Path folder;

  private static FakeRegistry registry;
  private static ModelPeerStore store;
  private static AdminFixture admin;
  private static String powerless;

  @BeforeAll
  static void start() {
    registry = new FakeRegistry();
    store = ModelPeerStore.create();
    fill();
    // A server that runs looks for new credentials once a second only.
    try (AdminFixture first = new AdminFixture(folder, registry, store)) {
      powerless = first.credential("powerless", Scope.READ);
    }
    admin = new AdminFixture(folder, registry, store);
  }

  private static void fill() {
    registry.put(Torrent.of(TestAnnounce.infoHash(1), 1, "one"));
    registry.put(Torrent.of(TestAnnounce.infoHash(2), 2, "two"));
    registry.put(User.of(7, "passkey-seven", "seven"));
    registry.put(User.of(8, "passkey-eight", "eight"));
    registry.put(new Client("-DE", "Deluge"));
    CreditToken token = new CreditToken(7, 1, 100, 0, 0);
    registry.apply(
        List.of(new Change.OfToken(7, 1, Edit.put(token))), Registry.Mode.EACH, Optional.empty());
    TestAnnounce.of(1).peer(1).siteUser(7).left(0).to(store);
    TestAnnounce.of(1).peer(2).siteUser(8).left(5).to(store);
  }

  @AfterAll
  static void stop() {
    admin.close();
  }

  static List<RouteSpec> specs() {
    try (AdminRoutes routes =
        new AdminRoutes(
            AdminFixture.config(folder),
            AdminFixture.environment(new FakeRegistry(), ModelPeerStore.create()))) {
      return routes.router().specs();
    }
  }

  private static String concrete(RouteSpec spec) {
    return spec.pattern()
        .replace("{info_hash}", HASH)
        .replace("{user_id}", "7")
        .replace("{torrent_id}", "1")
        .replace("{prefix}", "-DE");
  }

  @Test
  void theContractDescribesEveryRouteAndNothingElse() {
    Set<String> described =
        OpenApi.operations().stream()
            .map(operation -> operation.method() + " " + operation.path())
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> served =
        specs().stream()
            .map(spec -> spec.method() + " " + spec.pattern())
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(described).isEqualTo(served);
  }

  static Stream<RouteSpec> guarded() {
    return specs().stream().filter(spec -> spec.scope() != null);
  }

  @ParameterizedTest
  @MethodSource("guarded")
  void noRouteIsServedWithoutACredential(RouteSpec spec) throws Exception {
    try (HttpClient stranger = admin.stranger()) {
      HttpResponse<String> answer =
          stranger.send(
              HttpRequest.newBuilder(admin.uri(concrete(spec)))
                  .method(spec.method(), BodyPublishers.noBody())
                  .build(),
              BodyHandlers.ofString());

      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(answer.body()).doesNotContain("passkey");
    }
  }

  static Stream<RouteSpec> changing() {
    return specs().stream().filter(spec -> spec.scope() != null && spec.scope() != Scope.READ);
  }

  @ParameterizedTest
  @MethodSource("changing")
  void noRouteIsServedWithoutItsScope(RouteSpec spec) {
    Answer answer =
        admin.send(
            HttpRequest.newBuilder(admin.uri(concrete(spec)))
                .header("Authorization", "Bearer " + powerless)
                .method(spec.method(), BodyPublishers.noBody()));

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.error()).isEqualTo("forbidden");
    assertThat(answer.json().get("message").textValue()).contains(spec.scope().text());
  }

  @ParameterizedTest
  @MethodSource("guarded")
  void everyRouteRefusesWhatItDoesNotKnowInTheQuery(RouteSpec spec) {
    if (spec.handler() != null) {
      return; // events take what comes
    }
    Answer answer =
        admin.send(
            admin
                .to(concrete(spec) + "?colour=red")
                .method(spec.method(), BodyPublishers.noBody()));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.fields()).containsExactly("query");
  }

  /** Every operation with every status of a success, and the refusals that are its own. */
  @Test
  void everyOperationAnswersAsDescribed() {
    InfoHash traced = TestAnnounce.infoHash(1);
    admin.seen.clear();

    admin.get("/api/version");
    admin.get("/api/uptime");
    admin.get("/api/counts");
    String mikaTorrent = "{'info_hash':'" + NEW_HASH + "','torrent_id':9,'name':'nine'}";
    admin.send("POST", "/api/torrent", mikaTorrent);
    admin.send("POST", "/api/torrent", mikaTorrent);
    admin.send("POST", "/api/torrent", mikaTorrent.replace("':9", "':1")); // 409
    admin.get("/api/torrent/" + NEW_HASH);
    admin.get("/api/torrent/" + HASH + "/peers");
    admin.delete("/api/torrent/" + NEW_HASH);
    admin.delete("/api/torrent/" + NEW_HASH);
    admin.send("POST", "/api/user", "{'user_id':9,'passkey':'p9','can_leech':true,'name':'n'}");
    admin.send("POST", "/api/user", "{'user_id':9,'passkey':'p9','can_leech':true,'name':'n'}");
    admin.get("/api/user/9");
    admin.send("POST", "/api/user/9", "{'uploaded':5}");
    admin.send("POST", "/api/user/9", "{'passkey':'passkey-seven'}"); // 409
    admin.get("/api/user/9/torrents");
    admin.delete("/api/user/9");
    admin.delete("/api/user/9");
    admin.send("POST", "/api/whitelist", "{'prefix':'-TR','client':'Transmission'}");
    admin.send("POST", "/api/whitelist", "{'prefix':'-TR','client':'Transmission'}");
    admin.delete("/api/whitelist/-TR");
    admin.delete("/api/whitelist/-TR");

    String torrent = "/v1/torrents/" + TestAnnounce.infoHash(5);
    entries("torrents", torrent, "{'torrent_id':5,'name':'five'}", "{'reason':'r'}");
    entries("users", "/v1/users/5", "{'passkey':'p5'}", "{'name':'five'}");
    entries("clients", "/v1/clients/-AZ", "{'name':'Azureus'}", "{'name':'Vuze'}");
    entries("tokens", "/v1/tokens/8/1", "{}", "{'download_percent':50}");

    admin.get("/v1/torrents/" + HASH + "/peers");
    admin.get("/v1/torrents/" + NEW_HASH.replace('a', 'b') + "/peers");
    admin.delete("/v1/torrents/" + HASH + "/peers/8");
    admin.get("/v1/users/7/peers");
    admin.delete("/v1/users/7/peers?idle_seconds=1000000");
    String etag = admin.get("/v1/users/7/totals").etag();
    admin.send("GET", "/v1/users/7/totals", "", "If-None-Match", etag);
    admin.send("PUT", "/v1/users/7/totals", "{'uploaded':5}", "If-Match", etag);
    admin.send("PUT", "/v1/users/7/totals", "{'uploaded':6}", "If-Match", etag);
    admin.send("POST", "/v1/users/7/totals/increase", "{'uploaded':5}");
    admin.send("POST", "/v1/users/7/totals/increase", "{'snatches':-5}"); // 409
    admin.get("/v1/users/7/history");
    admin.send("PUT", "/v1/users/7/trace", "");
    admin.send("PUT", "/v1/users/7/trace", "{'announces':5,'seconds':60}");
    admin.control.traces.put(
        7L,
        List.of(
            new Traced(
                1, traced, "started", "192.0.2.7:1", "-DE", 1, 2, 3, "served", "", "", 4, 5)));
    admin.get("/v1/users/7/trace");
    admin.delete("/v1/users/7/trace");
    admin.delete("/v1/users/7/trace");
    for (long user = 1000; user < 1100; user++) {
      admin.control.traces.put(user, List.of());
    }
    admin.send("PUT", "/v1/users/7/trace", ""); // 409
    String change = admin.get("/v1/counts").json().get("change").textValue();
    admin.get("/v1/counts?since=" + change);
    admin.get("/v1/stats");
    admin.get("/v1/config");
    admin.send("POST", "/v1/config/reload", "");
    admin.control.reload = new ReloadResult(false, List.of("karuta.conf:3: x"), List.of());
    admin.send("POST", "/v1/config/reload", "");
    admin.get("/v1/settings");
    admin.send("PATCH", "/v1/settings", "{'interval':null,'download_percent':0}");
    admin.get("/healthz");
    admin.get("/readyz");
    admin.control.ready = false;
    admin.get("/readyz");
    admin.get("/metrics");
    admin.seen.add("GET /v1/counts/events 200"); // see CountsEventsTest

    for (OpenApi.Operation operation : OpenApi.operations()) {
      if (operation.statuses().contains("404")) {
        nameNothing(operation);
      }
    }

    Set<String> missing = new TreeSet<>();
    for (OpenApi.Operation operation : OpenApi.operations()) {
      for (String status : operation.statuses()) {
        boolean shared =
            Set.of("400", "401", "403", "413", "422", "429", "500", "503").contains(status);
        String name = operation.method() + " " + operation.path() + " " + status;
        if ((!shared || name.equals("GET /readyz 503")) && !admin.seen.contains(name)) {
          missing.add(name);
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  private static void nameNothing(OpenApi.Operation operation) {
    String path =
        operation
            .path()
            .replace("{info_hash}", "zz")
            .replace("{user_id}", "0")
            .replace("{torrent_id}", "-1")
            .replace("{prefix}", "%C3%A9");
    Answer answer = admin.send(operation.method(), path, "");

    assertThat(answer.status()).as(operation.method() + " " + path).isEqualTo(404);
    assertThat(answer.error()).isEqualTo("not-found");
  }

  /** Every call that single entries of a kind have. */
  private static void entries(String kind, String path, String put, String patch) {
    admin.send("PATCH", path, patch); // 404
    Answer created = admin.send("PUT", path, put, "Idempotency-Key", kind + "-1");
    assertThat(created.status()).isEqualTo(201);
    admin.send("PUT", path, put);
    admin.send("PUT", path, put, "Idempotency-Key", kind + "-2");
    admin.send("PUT", path, put, "If-None-Match", "*"); // 412
    assertThat(admin.send("PUT", path, put, "If-Match", created.etag()).status()).isEqualTo(200);
    assertThat(admin.get(path).etag()).isEqualTo(created.etag());
    assertThat(admin.send("GET", path, "", "If-None-Match", created.etag()).status())
        .isEqualTo(304);
    admin.send("PATCH", path, patch, "Idempotency-Key", kind + "-3");
    assertThat(admin.send("PATCH", path, patch + " ", "Idempotency-Key", kind + "-3").status())
        .isEqualTo(422);
    admin.send("PUT", path, put + " ", "Idempotency-Key", kind + "-1"); // 422
    admin.send("PATCH", path, patch, "If-Match", created.etag()); // 412
    admin.send("DELETE", path, "", "If-Match", created.etag()); // 412
    conflict(kind);
    admin.get("/v1/" + kind);
    admin.get("/v1/" + kind + "/digest");
    assertThat(admin.delete(path).status()).isEqualTo(204);
    assertThat(admin.delete(path).status()).isEqualTo(404);
    assertThat(admin.get(path).status()).isEqualTo(404);
    // A repeated call does nothing twice, whatever became of the entry since.
    assertThat(admin.send("PUT", path, put, "Idempotency-Key", kind + "-1").status())
        .isEqualTo(404);
    admin.send("POST", "/v1/" + kind + "/bulk", "{'items':[]}");
    bulk(kind);
    admin.send("POST", "/v1/" + kind + "/reconcile?dry_run=true", "{'items':[]}");
    admin.send("POST", "/v1/" + kind + "/reconcile", "{'sha256':'" + "0".repeat(64) + "'}");
  }

  private static void conflict(String kind) {
    switch (kind) {
      case "torrents" -> {
        String path = "/v1/torrents/" + TestAnnounce.infoHash(5);
        assertThat(admin.send("PUT", path, "{'torrent_id':1,'name':'n'}").fields())
            .containsExactly("torrent_id");
        assertThat(admin.send("PATCH", path, "{'torrent_id':1}").status()).isEqualTo(409);
      }
      case "users" -> {
        assertThat(admin.send("PUT", "/v1/users/5", "{'passkey':'passkey-seven'}").fields())
            .containsExactly("passkey");
        assertThat(admin.send("PATCH", "/v1/users/5", "{'passkey':'passkey-seven'}").status())
            .isEqualTo(409);
      }
      default -> {}
    }
  }

  private static void bulk(String kind) {
    String item =
        switch (kind) {
          case "torrents" -> "'info_hash':'" + TestAnnounce.infoHash(77) + "'";
          case "users" -> "'user_id':77";
          case "clients" -> "'prefix':'-77'";
          default -> "'user_id':77,'torrent_id':77";
        };
    String body = "{'atomic':ATOMIC,'items':[{'op':'delete'," + item + "}]}";
    Answer each = admin.send("POST", "/v1/" + kind + "/bulk", body.replace("ATOMIC", "false"));
    assertThat(each.status()).isEqualTo(200);
    assertThat(each.json().get("results").get(0).get("status").intValue()).isEqualTo(404);
    Answer all =
        admin.send(
            "POST",
            "/v1/" + kind + "/bulk",
            body.replace("ATOMIC", "true"),
            "Idempotency-Key",
            kind + "-bulk");
    assertThat(all.status()).isEqualTo(409);
  }
}
