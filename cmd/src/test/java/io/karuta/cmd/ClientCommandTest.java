package io.karuta.cmd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/**
 * {@code karuta client} against a tracker that runs. Each test has users and torrents of its own.
 */
final class ClientCommandTest {

  private static final String HASH = "e940a7a57294e4c98f62514b32611e38181b6ca";
  private static final Pattern PASSKEY = Pattern.compile("passkey ([0-9a-f]{32})");

  @TempDir private static Path home;

  private static LiveTracker tracker;

  @TempDir private Path folder;

  @BeforeAll
  static void start() throws Exception {
    tracker = LiveTracker.start(home);
  }

  @AfterAll
  static void stop() {
    tracker.close();
  }

  @Test
  void pingTellsThatTheTrackerIsReady() {
    Karuta ping = tracker.client("ping");

    assertThat(ping.exit()).as(ping.err()).isZero();
    assertThat(ping.out()).containsPattern("answer +in ").containsPattern("ready +yes");
  }

  @Test
  void registersShowsEditsListsAndDeletesATorrent() {
    String hash = HASH + "1";
    Karuta add = tracker.client("torrent", "add", hash, "--id", "11", "--name", "Some.Name-GROUP");
    assertThat(add.exit()).as(add.err()).isZero();
    assertThat(add.out()).isEqualTo("torrent 11 is registered: " + hash + "\n");
    assertThat(tracker.client("torrent", "show", hash).out())
        .containsPattern("name +Some.Name-GROUP")
        .containsPattern("status +active");
    Karuta edit =
        tracker.client(
            "torrent",
            "edit",
            hash,
            "--status",
            "disabled",
            "--reason",
            "dupe",
            "--download-percent",
            "50");
    assertThat(edit.out())
        .containsPattern("status +disabled")
        .containsPattern("reason +dupe")
        .containsPattern("download credit +50 %");
    assertThat(tracker.client("torrent", "list", "--status", "disabled", "--name", "Some").out())
        .startsWith("ID  INFO HASH")
        .contains(hash + "  disabled");
    assertThat(tracker.client("torrent", "list", "--status", "awaiting-approval").out())
        .doesNotContain(hash);
    assertThat(tracker.client("torrent", "delete", hash).out()).isEqualTo(hash + " is removed\n");
    Karuta gone = tracker.client("torrent", "show", hash);
    assertThat(gone.exit()).isEqualTo(3);
    assertThat(gone.err()).isEqualTo("karuta: " + hash + " is not there\n");
  }

  @Test
  void refusesToAddATorrentTwiceUnlessItIsToReplace() {
    String hash = HASH + "2";
    String[] add = {"torrent", "add", hash, "--id", "12", "--name", "a"};
    assertThat(tracker.client(add).exit()).isZero();

    Karuta again = tracker.client(add);

    assertThat(again.exit()).isEqualTo(3);
    assertThat(again.err())
        .isEqualTo("karuta: it is there already; nothing was changed (--replace replaces it)\n");
    assertThat(
            tracker.client("torrent", "add", hash, "--id", "12", "--name", "b", "--replace").exit())
        .isZero();
  }

  @Test
  void registersTorrentFilesOfEveryVersion() throws Exception {
    Karuta first =
        tracker.client("torrent", "addfile", torrent("mktorrent-one-private"), "--id", "21");
    assertThat(first.exit()).as(first.err()).isZero();
    assertThat(first.err()).isEmpty();
    assertThat(first.out())
        .containsPattern("21 +fab5ac2c8f37f46524824e92f8f650cee4bab316 +97.7 KiB +one.bin");
    Karuta second =
        tracker.client("torrent", "addfile", torrent("libtorrent-one-v2"), "--id", "22");
    assertThat(second.out()).contains("73fb235b0716bf252793c4156e02f8378df44cae ");
    Karuta open = tracker.client("torrent", "addfile", torrent("mktorrent-many"), "--id", "23");
    assertThat(open.exit()).isZero();
    assertThat(open.err()).contains("warning").contains("is not private");
  }

  @Test
  void registersBothHashesOfAHybridTheSecondWithoutCredit() throws Exception {
    String file = torrent("libtorrent-many-hybrid");
    Karuta one = tracker.client("torrent", "addfile", file, "--id", "31");
    assertThat(one.exit()).isZero();
    assertThat(one.err()).contains("is a hybrid").contains("--v2-id");
    assertThat(one.out().lines()).hasSize(2);

    Karuta both =
        tracker.client("torrent", "addfile", file, "--id", "31", "--v2-id", "32", "--replace");

    assertThat(both.exit()).as(both.err()).isZero();
    assertThat(both.err()).isEmpty();
    assertThat(tracker.client("torrent", "show", "d450af1d228259f63f53c76fde4fbbca00833498").out())
        .containsPattern("torrent +31")
        .containsPattern("upload credit +100 %");
    assertThat(tracker.client("torrent", "show", "fa93b7edf24f76a16c178ae0abe7cdffc7ff32a8").out())
        .containsPattern("torrent +32")
        .containsPattern("upload credit +0 %")
        .containsPattern("download credit +0 %");
  }

  @Test
  void refusesABrokenTorrentFileByName() throws IOException {
    Path broken = Files.writeString(folder.resolve("broken.torrent"), "d4:infoi1ee");

    Karuta add = tracker.client("torrent", "addfile", broken.toString(), "--id", "41");

    assertThat(add.exit()).isEqualTo(3);
    assertThat(add.err())
        .isEqualTo("karuta: " + broken + ": offset 7: info: 1 (expected: a dictionary)\n");
    Karuta absent = tracker.client("torrent", "addfile", folder + "/none", "--id", "41");
    assertThat(absent.exit()).isEqualTo(3);
    assertThat(absent.err()).contains(folder + "/none can't be read");
  }

  @Test
  void refusesAV2NumberForWhatIsNoHybrid() throws Exception {
    Karuta add =
        tracker.client(
            "torrent", "addfile", torrent("mktorrent-many"), "--id", "42", "--v2-id", "43");

    assertThat(add.exit()).isEqualTo(2);
    assertThat(add.err()).contains("is no hybrid");
  }

  @Test
  void addsAUserWithAPasskeyOfItsOwnWhichAnnounces() {
    tracker.client("whitelist", "add", "-DE", "Deluge", "--replace");
    tracker.client("torrent", "add", HASH + "5", "--id", "51", "--name", "a");

    Karuta add = tracker.client("user", "add", "51", "alice");

    assertThat(add.exit()).as(add.err()).isZero();
    Matcher passkey = PASSKEY.matcher(add.out());
    assertThat(passkey.find()).as(add.out()).isTrue();
    assertThat(
            tracker.announce(passkey.group(1), HASH + "5", 1, 10).bencoded().integer("incomplete"))
        .isEqualTo(1);
    assertThat(tracker.client("user", "show", "51").out())
        .containsPattern("name +alice")
        .doesNotContain(passkey.group(1));
    assertThat(tracker.client("user", "show", "51", "--passkey").out()).contains(passkey.group(1));
    assertThat(tracker.client("peers", "torrent", HASH + "5").out())
        .containsPattern("51 +-DE203s-000000000001 +leecher +0 B +0 B +10 B ")
        .contains("127.0.0.1:6881");
    assertThat(tracker.client("peers", "user", "51").out()).containsPattern("51 +-DE203s-");
    assertThat(tracker.client("counts").out()).containsPattern("51 +" + HASH + "5 +0 +1 +0");
    assertThat(tracker.client("peers", "kick", HASH + "5", "51").out())
        .isEqualTo("1 peer is removed\n");
    assertThat(tracker.client("peers", "flush", "51", "--idle", "30m").out())
        .isEqualTo("0 peers are removed\n");
  }

  @Test
  void takesAPasskeyFromAFileAndNeverShowsItAgain() throws IOException {
    Path file = Files.writeString(folder.resolve("passkey"), "a-passkey-of-the-site\n");

    Karuta add = tracker.client("user", "add", "61", "bob", "--passkey-file", file.toString());

    assertThat(add.out()).isEqualTo("user 61 is added\n");
    assertThat(tracker.client("user", "show", "61", "--passkey").out())
        .contains("a-passkey-of-the-site");
    Karuta other = tracker.client("user", "edit", "61", "--new-passkey");
    assertThat(other.out()).containsPattern("passkey +[0-9a-f]{32}\n");
    Files.writeString(file, "no passkey");
    Karuta wrong = tracker.client("user", "edit", "61", "--passkey-file", file.toString());
    assertThat(wrong.exit()).isEqualTo(2);
    assertThat(wrong.err()).contains("--passkey-file: " + file).doesNotContain("no passkey");
  }

  @Test
  void editsListsAndDeletesAUser() {
    tracker.client("user", "add", "71", "carol");
    Karuta edit =
        tracker.client(
            "user",
            "edit",
            "71",
            "--name",
            "caroline",
            "--enabled",
            "false",
            "--can-leech",
            "false",
            "--upload-percent",
            "200");
    assertThat(edit.out())
        .containsPattern("name +caroline")
        .containsPattern("enabled +no")
        .containsPattern("can leech +no")
        .containsPattern("upload credit +200 %");
    assertThat(tracker.client("user", "list", "--enabled", "false", "--name", "caro").out())
        .containsPattern("71 +no +no +200 +100 +0 B +0 B +0 +caroline");
    assertThat(tracker.client("user", "delete", "71").exit()).isZero();
    assertThat(tracker.client("user", "delete", "71").exit()).isEqualTo(3);
    assertThat(tracker.client("user", "edit", "71", "--enabled", "true").exit()).isEqualTo(3);
  }

  @Test
  void keepsTheWhitelist() {
    assertThat(tracker.client("whitelist", "add", "-TR4", "Transmission 4").out())
        .isEqualTo("-TR4 may announce: Transmission 4\n");
    assertThat(tracker.client("whitelist", "add", "-TR4", "again").exit()).isEqualTo(3);
    assertThat(tracker.client("whitelist", "list").out())
        .startsWith("PREFIX  NAME\n")
        .contains("-TR4    Transmission 4\n");
    assertThat(tracker.client("whitelist", "delete", "-TR4").exit()).isZero();
    assertThat(tracker.client("whitelist", "list").out()).doesNotContain("-TR4");
  }

  @Test
  void givesAndTakesTokens() {
    tracker.client("torrent", "add", HASH + "8", "--id", "81", "--name", "a");
    tracker.client("user", "add", "81", "dave");
    Karuta add = tracker.client("token", "add", "81", "81", "--expires", "2036-12-24T00:00:00Z");
    assertThat(add.exit()).as(add.err()).isZero();
    assertThat(tracker.client("token", "list", "--user", "81").out())
        .containsPattern("81 +81 +100 +0 +2036-12-24 00:00:00");
    assertThat(tracker.client("token", "delete", "81", "81").exit()).isZero();
    assertThat(tracker.client("token", "delete", "81", "81").exit()).isEqualTo(3);
    assertThat(tracker.client("token", "add", "81", "81", "--expires", "soon").exit()).isEqualTo(2);
  }

  @Test
  void listsGoOnWhereTheyEnded() {
    for (int i = 0; i < 5; i++) {
      tracker.client("user", "add", "10" + i, "paged" + i);
    }

    Karuta first = tracker.client("user", "list", "--name", "paged", "--limit", "2");

    Matcher rest = Pattern.compile("--after (\\S+),").matcher(first.out());
    assertThat(rest.find()).as(first.out()).isTrue();
    assertThat(first.out()).contains("paged0", "paged1").doesNotContain("paged2");
    assertThat(tracker.client("user", "list", "--name", "paged", "--after", rest.group(1)).out())
        .doesNotContain("paged1")
        .contains("paged2", "paged4")
        .doesNotContain("there is more");
    assertThat(tracker.client("user", "list", "--all", "--limit", "1").out()).contains("paged4");
  }

  @Test
  void printsJsonForPrograms() {
    tracker.client("user", "add", "91", "erin");

    assertThat(tracker.client("user", "show", "91", "--json").out())
        .startsWith("{")
        .contains("\"user_id\" : 91", "\"name\" : \"erin\"");
    assertThat(tracker.client("user", "list", "--json", "--limit", "1").out())
        .contains("\"items\" : [", "\"next\" : ");
    assertThat(tracker.client("--json", "user", "delete", "91").out())
        .isEqualToIgnoringWhitespace("{\"deleted\":true}");
    assertThat(tracker.client("counts", "--json").out()).contains("\"change\" : \"");
    assertThat(tracker.client("ping", "--json").out()).contains("\"ready\" : ");
  }

  @Test
  void aReloadTellsWhatIsWrongWithTheFile() throws IOException {
    String right = Files.readString(tracker.config());
    try {
      Files.writeString(tracker.config(), right + "announce { interval = 30 parsecs }\n");
      Karuta refused = tracker.client("config", "reload");

      assertThat(refused.exit()).isEqualTo(3);
      assertThat(refused.out())
          .startsWith("nothing was changed:\n")
          .contains("announce.interval", "30 parsecs");
      assertThat(refused.err()).isEmpty();
      assertThat(tracker.client("config", "reload", "--json").out())
          .contains("\"applied\" : false", "30 parsecs");
    } finally {
      Files.writeString(tracker.config(), right);
    }

    Karuta reload = tracker.client("config", "reload");
    assertThat(reload.exit()).as(reload.err()).isZero();
    assertThat(reload.out()).isEqualTo("the configuration is read again\n");
  }

  @Test
  void topPrintsPlainlyWhereThereIsNoTerminal() {
    tracker.client("torrent", "add", HASH + "9", "--id", "95", "--name", "Top.Torrent");

    Karuta top = tracker.client("top", "--count", "2", "--interval", "1s", "--by", "seeders");

    assertThat(top.exit()).as(top.err()).isZero();
    assertThat(top.out())
        .contains("ANNOUNCES/S", "SEEDERS  LEECHERS", "Top.Torrent")
        .doesNotContain("\033");
    assertThat(tracker.client("top", "--count", "1", "--json").out()).contains("\"stats\" : {");
  }

  @Test
  void findsTheTrackerByTheEnvironment() throws IOException {
    assertThat(Karuta.run(tracker.environment(), "client", "ping").exit()).isZero();

    Map<String, String> token = new HashMap<>(tracker.environment());
    String credential = Files.readString(Path.of(token.remove("KARUTA_CREDENTIAL_FILE")));
    token.put("KARUTA_CREDENTIAL", credential.strip());
    assertThat(Karuta.run(token, "client", "ping").exit()).isZero();

    token.put("KARUTA_CREDENTIAL", "x".repeat(64));
    Karuta wrong = Karuta.run(token, "client", "ping");
    assertThat(wrong.exit()).isEqualTo(4);
    assertThat(wrong.err()).startsWith("karuta: ").doesNotContain("xxx");

    token.remove("KARUTA_CREDENTIAL");
    Karuta none = Karuta.run(token, "client", "ping");
    assertThat(none.exit()).isEqualTo(4);
    assertThat(none.err()).contains("no credential for https://127.0.0.1:");
  }

  @Test
  void doesNotSendTheMachinesCredentialElsewhere() {
    Karuta ping = tracker.client("ping", "--url", "https://127.0.0.1:1");

    assertThat(ping.exit()).isEqualTo(4);
    assertThat(ping.err()).contains("no credential for https://127.0.0.1:1");
  }

  @Test
  void saysWhatToDoAboutACertificateThatIsNotTrusted() {
    Map<String, String> environment = new HashMap<>(tracker.environment());
    environment.remove("KARUTA_ADMIN_CERTIFICATE");

    Karuta ping = Karuta.run(environment, "client", "ping");

    assertThat(ping.exit()).isEqualTo(1);
    assertThat(ping.err()).contains(": TLS: ").contains("name it with --certificate or");
  }

  @Test
  void saysThatNobodyListensAndWhatTheConfigurationLacks() throws IOException {
    Map<String, String> environment = new HashMap<>(tracker.environment());
    environment.put("KARUTA_ADMIN_URL", "https://127.0.0.1:1");
    Karuta away = Karuta.run(environment, "client", "ping", "--timeout", "2s");
    assertThat(away.exit()).isEqualTo(1);
    assertThat(away.err())
        .isEqualTo("karuta: no answer from https://127.0.0.1:1: nobody listens there\n");

    Path config = Files.writeString(folder.resolve("x.conf"), "admin { port = x }\nelse { }\n");
    Karuta wrong = Karuta.run("client", "ping", "--config", config.toString());
    assertThat(wrong.exit()).isEqualTo(78);
    assertThat(wrong.err().lines()).hasSize(1).first().asString().contains(":1  admin.port");

    Files.writeString(config, "admin { port = 0 }");
    assertThat(Karuta.run("client", "ping", "--config", config.toString()).err()).contains("--url");
    Files.writeString(config, "admin { credential-file = \"" + folder + "/none\" }");
    Karuta first = Karuta.run("client", "ping", "--config", config.toString());
    assertThat(first.exit()).isEqualTo(4);
    assertThat(first.err()).contains("no such file").contains("first start").hasLineCount(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "client",
        "client nonsense",
        "client torrent",
        "client torrent add",
        "client torrent add HASH --id x --name n",
        "client torrent addfile",
        "client torrent list --limit 0",
        "client torrent edit " + HASH + "0",
        "client user",
        "client user add x y",
        "client user edit 1",
        "client user edit 1 --enabled maybe",
        "client user edit 1 --new-passkey --passkey-file -",
        "client whitelist",
        "client whitelist add -DE",
        "client whitelist list --replce",
        "client token",
        "client token add 1",
        "client peers",
        "client peers flush 1 --idle soon",
        "client trace",
        "client trace start 1 --for ever",
        "client config",
        "client config set",
        "client config set interval",
        "client config set interval=never",
        "client config set colour=red",
        "client config set upload-percent=lots",
        "client config set factors-end=soon",
        "client top --interval 0s",
        "client top --count 0",
        "client top --by name",
        "client ping --timeout long",
        "client ping --url http://127.0.0.1:6970",
      })
  void refusesAWrongCommandLine(String line) {
    Karuta wrong = Karuta.run(tracker.environment(), line.split(" ", -1));

    assertThat(wrong.exit()).as(wrong.out() + wrong.err()).isEqualTo(2);
    assertThat(wrong.err())
        .isNotBlank()
        .doesNotContain("Exception")
        .containsAnyOf(
            "Usage: karuta " + String.join(" ", commandOf(line)) + " ", "Did you mean: client");
    assertThat(wrong.out()).isEmpty();
  }

  /** The words of the command that the usage is told of, as far as they are commands. */
  private static List<String> commandOf(String line) {
    CommandLine command = Main.commandLine(Map.of());
    List<String> words = new ArrayList<>();
    for (String word : line.split(" ", -1)) {
      if (!command.getSubcommands().containsKey(word)) {
        break;
      }
      words.add(word);
      command = command.getSubcommands().get(word);
    }
    return words;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "client torrent show xyz",
        "client torrent add xyz --id 1 --name n",
        "client torrent list --status broken",
        "client user add 0 zero",
        "client token add 999999 1 --download-percent 500",
        "client peers torrent " + HASH + "f",
        "client trace show 999999",
        "client counts --since",
      })
  void theTrackerRefusesWhatIsWrongWithAnExitCodeOfItsOwn(String line) {
    Karuta wrong = Karuta.run(tracker.environment(), line.split(" ", -1));

    assertThat(wrong.exit()).as(wrong.out() + wrong.err()).isIn(2, 3);
    assertThat(wrong.err()).isNotBlank().doesNotContain("Exception");
  }

  private static String torrent(String name) {
    return Repository.root()
        .resolve("client/src/test/resources/torrents/" + name + ".torrent")
        .toString();
  }
}
