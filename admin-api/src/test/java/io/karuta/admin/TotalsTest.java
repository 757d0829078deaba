package io.karuta.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.admin.AdminFixture.Answer;
import io.karuta.pipeline.registry.Accounts;
import io.karuta.pipeline.registry.TotalsAnswer;
import io.karuta.pipeline.registry.User;
import io.karuta.pipeline.registry.UserTotals;
import io.karuta.testkit.FakeRegistry;
import io.karuta.testkit.store.ModelPeerStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Totals are changed by increments or with a tag, so that nothing in between is lost. */
class TotalsTest {

  @TempDir private static Path folder;

  private final FakeRegistry registry = new FakeRegistry();
  private AdminFixture admin;

  @BeforeEach
  void start() {
    admin = new AdminFixture(folder, registry, ModelPeerStore.create());
    registry.put(User.of(7, "k", "n"));
  }

  @AfterEach
  void stop() {
    admin.close();
  }

  @Test
  void incrementsAreAddedAndMayBeNegative() {
    admin.send("POST", "/v1/users/7/totals/increase", "{'uploaded':10,'snatches':2}");
    Answer answer =
        admin.send("POST", "/v1/users/7/totals/increase", "{'uploaded':-4,'seed_seconds':60}");

    assertThat(answer.http().body())
        .isEqualTo(
            "{\"uploaded\":6,\"downloaded\":0,\"credited_uploaded\":0,\"credited_downloaded\":0,"
                + "\"seed_seconds\":60,\"leech_seconds\":0,\"snatches\":2}");
    assertThat(admin.get("/v1/users/7/totals").etag()).isEqualTo(answer.etag());
    assertThat(admin.get("/v1/users/7").json().get("totals")).isEqualTo(answer.json());
  }

  @Test
  void aTotalNeverGoesBelowZeroAndThenNoneIsChanged() {
    Answer answer =
        admin.send("POST", "/v1/users/7/totals/increase", "{'uploaded':5,'downloaded':-1}");

    assertThat(answer.status()).isEqualTo(409);
    assertThat(registry.accounts().totals(7)).contains(UserTotals.ZERO);
  }

  @Test
  void aRepeatedIncrementCountsOnce() {
    for (int i = 0; i < 3; i++) {
      assertThat(
              admin
                  .send(
                      "POST",
                      "/v1/users/7/totals/increase",
                      "{'uploaded':5}",
                      "Idempotency-Key",
                      "gift-1")
                  .status())
          .isEqualTo(200);
    }
    assertThat(registry.accounts().totals(7).orElseThrow().uploaded()).isEqualTo(5);
    assertThat(
            admin
                .send(
                    "POST",
                    "/v1/users/7/totals/increase",
                    "{'uploaded':6}",
                    "Idempotency-Key",
                    "gift-1")
                .status())
        .isEqualTo(422);
  }

  @Test
  void totalsAreSetOnlyIfTheyAreWhatTheCallerSaw() {
    String seen = admin.get("/v1/users/7/totals").etag();
    admin.send("POST", "/v1/users/7/totals/increase", "{'uploaded':1}");

    assertThat(admin.send("PUT", "/v1/users/7/totals", "{'uploaded':100}").fields())
        .containsExactly("If-Match");
    assertThat(
            admin.send("PUT", "/v1/users/7/totals", "{'uploaded':100}", "If-Match", seen).status())
        .isEqualTo(412);
    String fresh = admin.get("/v1/users/7/totals").etag();
    Answer set = admin.send("PUT", "/v1/users/7/totals", "{'downloaded':9}", "If-Match", fresh);
    assertThat(set.status()).isEqualTo(200);
    assertThat(registry.accounts().totals(7)).contains(new UserTotals(1, 9, 0, 0, 0, 0, 0));
  }

  @Test
  void nothingIsLostBetweenTheAccountingAndCallersWhoAddAndSet() throws Exception {
    int rounds = 60;
    try (ExecutorService callers = Executors.newFixedThreadPool(4)) {
      List<Future<?>> ends = new ArrayList<>();
      Accounts books = registry.accounts();
      UserTotals one = new UserTotals(1, 0, 0, 0, 0, 0, 0);
      ends.add(
          callers.submit(() -> {
            for (int i = 0; i < 2000; i++) {
              assertThat(books.increase(7, one, Optional.empty()).result())
                  .isEqualTo(TotalsAnswer.Result.CHANGED);
            }
          }));
      for (int caller = 0; caller < 2; caller++) {
        ends.add(
            callers.submit(() -> {
              for (int i = 0; i < rounds; i++) {
                admin.send("POST", "/v1/users/7/totals/increase", "{'uploaded':1000}");
              }
            }));
      }
      ends.add(callers.submit(() -> addByTag(rounds / 6)));
      for (Future<?> end : ends) {
        end.get();
      }
    }

    assertThat(registry.accounts().totals(7).orElseThrow().uploaded())
        .isEqualTo(2000 + 2L * rounds * 1000 + rounds / 6 * 1_000_000L);
  }

  /** As a site does that only knows to set: reads, adds, sets if nobody did meanwhile. */
  private void addByTag(int times) {
    int done = 0;
    while (done < times) {
      Answer read = admin.get("/v1/users/7/totals");
      long next = read.json().get("uploaded").longValue() + 1_000_000;
      int status =
          admin
              .send(
                  "PUT", "/v1/users/7/totals", "{'uploaded':" + next + "}", "If-Match", read.etag())
              .status();
      assertThat(status).isIn(200, 412);
      done += status == 200 ? 1 : 0;
    }
  }

  @Test
  void mikasUpdateSetsWhatIsGivenAndLeavesTheRest() {
    admin.send(
        "POST",
        "/v1/users/7/totals/increase",
        "{'credited_uploaded':5,'credited_downloaded':6,'seed_seconds':7}");

    Answer answer = admin.send("POST", "/api/user/7", "{'uploaded':50,'enabled':false}");

    assertThat(answer.status()).isEqualTo(202);
    assertThat(registry.accounts().totals(7)).contains(new UserTotals(0, 0, 50, 6, 7, 0, 0));
    assertThat(registry.users().byNumber(7))
        .isEqualTo(new User(7, "k", "n", false, true, 100, 100));
    assertThat(admin.get("/api/user/7").json().get("uploaded").intValue()).isEqualTo(50);
  }
}
