package io.karuta.cmd;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.testkit.database.MariaDbServer;
import io.karuta.testkit.database.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code karuta warmup}, as an operator runs it. */
final class WarmupCommandTest {

  private static final String PASSKEY = "0123456789abcdef0123456789abcdef";
  private static MariaDbServer server;
  private static TestDatabase site;

  @TempDir private Path home;

  @BeforeAll
  static void makeSite() throws IOException {
    server = MariaDbServer.start();
    site = xbtSite();
    site.execute(
        "insert into users values (1, 'one', '" + PASSKEY + "'), (2, 'two', 'no passkey')");
    site.execute("insert into torrents values (1, repeat(x'0a', 20), 'first')");
    site.execute("insert into xbt_client_whitelist values ('-DE', 'Deluge')");
  }

  /** A schema in which the tables of an xbt site take the place of the tracker's. */
  private static TestDatabase xbtSite() {
    TestDatabase made = TestDatabase.on(server);
    made.execute("drop table users");
    made.execute("drop table torrents");
    made.execute(
        "create table users (id int primary key, username varchar(50), passkey varchar(40))");
    made.execute(
        "create table torrents (id int primary key, info_hash binary(20),"
            + " release_name varchar(100))");
    made.execute("create table xbt_client_whitelist (peer_id varchar(20), vstring varchar(50))");
    return made;
  }

  @AfterAll
  static void stopSite() {
    site.close();
    server.close();
  }

  @Test
  void takesOverASiteAndTellsWhatItRefused() throws Exception {
    try (TrackerProcess dry = warmup("--dry-run")) {
      assertThat(dry.awaitLine("users: "))
          .startsWith("users: 2 rows, 1 new, 0 changed, 0 the same");
      dry.awaitLine("nothing was saved: that was a dry run");
      assertThat(dry.awaitExit()).isEqualTo(ExitCode.REFUSED_ROWS);
    }
    try (TrackerProcess first = warmup()) {
      assertThat(first.awaitLine("refused "))
          .isEqualTo(
              "refused users.id=2: expected passkey of 1 to 64 of A-Z a-z 0-9 . _ ~ -,"
                  + " found another one, of 10 characters");
      assertThat(first.awaitLine("users: "))
          .isEqualTo("users: 2 rows, 1 new, 0 changed, 0 the same, 1 refused");
      assertThat(first.awaitLine("torrents: "))
          .isEqualTo("torrents: 1 rows, 1 new, 0 changed, 0 the same, 0 refused");
      assertThat(first.awaitLine("xbt_client_whitelist: "))
          .isEqualTo("xbt_client_whitelist: 1 rows, 1 new, 0 changed, 0 the same, 0 refused");
      assertThat(first.awaitExit()).isEqualTo(ExitCode.REFUSED_ROWS);
      assertThat(first.log()).contains("users: 2 of 2 rows").doesNotContain(PASSKEY);
    }
    site.execute("delete from users where id = 2");
    try (TrackerProcess again = warmup()) {
      assertThat(again.awaitLine("users: "))
          .isEqualTo("users: 1 rows, 0 new, 0 changed, 1 the same, 0 refused");
      assertThat(again.awaitExit()).isZero();
    }
  }

  @Test
  void isFinishedByASecondRunWhenTheFirstWasKilled() throws Exception {
    try (TestDatabase big = xbtSite()) {
      big.execute(
          "insert into users select seq, concat('user', seq), if(seq = 300, '', md5(seq))"
              + " from seq_1_to_3000");

      try (TrackerProcess first = warmupFrom(big, "--batch", "1")) {
        first.awaitLine("refused users.id=300");
        first.kill();
        assertThat(first.awaitExit()).isNotZero();
      }

      try (TrackerProcess second = warmupFrom(big)) {
        String users = second.awaitLine("users: ");
        assertThat(users).startsWith("users: 3,000 rows, ").endsWith(", 1 refused");
        assertThat(rows(users, "the same")).as("saved before row 300").isBetween(299, 2998);
        assertThat(second.awaitExit()).isEqualTo(ExitCode.REFUSED_ROWS);
      }
      try (TrackerProcess third = warmupFrom(big)) {
        assertThat(third.awaitLine("users: "))
            .isEqualTo("users: 3,000 rows, 0 new, 0 changed, 2,999 the same, 1 refused");
      }
    }
  }

  @Test
  void saysWhatIsWrongWithTheCommandLine() throws Exception {
    assertWrong("--from: torrust (expected: one of unit3d, gazelle, xbt)", "--from", "torrust");
    assertWrong("--batch: 0 (expected: 1 to 10000)", "--batch", "0");
    assertWrong(
        "--ssl-mode: yes (expected: one of disable, trust, verify-ca, verify-full)",
        "--ssl-mode",
        "yes");
    assertWrong("--url: jdbc:h2:x (expected: jdbc:mariadb://...)", "--url", "jdbc:h2:x");
  }

  private static int rows(String report, String kind) {
    Matcher matcher = Pattern.compile("([\\d,]+) " + kind).matcher(report);
    assertThat(matcher.find()).as(report).isTrue();
    return Integer.parseInt(matcher.group(1).replace(",", ""));
  }

  private void assertWrong(String message, String option, String value) throws Exception {
    List<String> arguments = arguments(site);
    int place = arguments.indexOf(option);
    if (place < 0) {
      arguments.addAll(List.of(option, value));
    } else {
      arguments.set(place + 1, value);
    }
    try (TrackerProcess wrong = TrackerProcess.start(home, arguments.toArray(String[]::new))) {
      assertThat(wrong.awaitExit()).isEqualTo(ExitCode.USAGE);
      assertThat(wrong.log()).contains(message);
    }
  }

  private TrackerProcess warmup(String... more) throws IOException {
    return warmupFrom(site, more);
  }

  private TrackerProcess warmupFrom(TestDatabase from, String... more) throws IOException {
    List<String> arguments = arguments(from);
    arguments.addAll(List.of(more));
    return TrackerProcess.start(home, arguments.toArray(String[]::new));
  }

  private List<String> arguments(TestDatabase from) throws IOException {
    Path config = home.resolve("karuta.conf");
    Files.writeString(config, "pre-hooks = [ peer-selection ]\n");
    Path password = home.resolve("password");
    Files.writeString(password, MariaDbServer.PASSWORD + "\n");
    return new ArrayList<>(
        List.of(
            "warmup",
            "--from",
            "xbt",
            "--url",
            from.config().url(),
            "--user",
            MariaDbServer.USER,
            "--password-file",
            password.toString(),
            "--config",
            config.toString()));
  }
}
