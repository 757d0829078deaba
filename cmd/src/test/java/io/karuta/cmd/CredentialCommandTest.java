package io.karuta.cmd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code karuta credential}, and that a running tracker minds it. */
final class CredentialCommandTest {

  @TempDir private Path folder;

  private Path config;

  @BeforeEach
  void writeConfig() throws IOException {
    config =
        Files.writeString(
            folder.resolve("karuta.conf"),
            """
            admin { credential-file = "%1$s/credential", credentials-file = "%1$s/credentials" }
            """
                .formatted(folder.resolve("admin")));
  }

  private Karuta credential(String... arguments) {
    String[] whole = new String[arguments.length + 3];
    whole[0] = "credential";
    System.arraycopy(arguments, 0, whole, 1, arguments.length);
    whole[whole.length - 2] = "--config";
    whole[whole.length - 1] = config.toString();
    return Karuta.run(whole);
  }

  @Test
  void makesListsAndRemovesCredentialsWhoseTokensAreKeptNowhere() throws IOException {
    Karuta add = credential("add", "site", "--scopes", "read,torrents", "--expires", "90d");
    assertThat(add.exit()).as(add.err()).isZero();
    assertThat(add.out()).containsPattern("\\A\\S{32,}\n\\z");
    assertThat(add.err()).contains("the token of site");

    assertThat(credential("list").out())
        .containsPattern("operator +read,torrents,users,clients,config +never")
        .containsPattern("site +read,torrents +20\\d\\d-\\d\\d-\\d\\d ");
    Path file = folder.resolve("admin/credentials");
    assertThat(Files.readString(file)).doesNotContain(add.out().strip());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");

    assertThat(credential("remove", "site").out()).isEqualTo("site is removed\n");
    assertThat(credential("list").out()).doesNotContain("site");
  }

  @Test
  void refusesWhatIsWrong() {
    assertThat(credential("add", "site", "--scopes", "read").exit()).isZero();

    assertThat(credential("add", "site", "--scopes", "read").err()).contains("is taken");
    assertThat(credential("add", "a b", "--scopes", "read").exit()).isEqualTo(1);
    assertThat(credential("add", "x").exit()).isEqualTo(2);
    Karuta scope = credential("add", "x", "--scopes", "everything");
    assertThat(scope.exit()).isEqualTo(2);
    assertThat(scope.err()).contains("--scopes: everything (expected: some of read, torrents");
    assertThat(credential("add", "x", "--scopes", "read", "--expires", "soon").exit()).isEqualTo(2);
    Karuta absent = credential("remove", "nobody");
    assertThat(absent.exit()).isEqualTo(1);
    assertThat(absent.err()).contains("credential nobody is not there");
    assertThat(credential("remove", "site").exit()).isZero();
    assertThat(credential("remove", "operator").err()).contains("is the last one");
    assertThat(Karuta.run("credential").exit()).isEqualTo(2);
  }

  @Test
  void aRunningTrackerKnowsANewCredentialAndItsScopes(@TempDir Path home) throws Exception {
    try (LiveTracker tracker = LiveTracker.start(home)) {
      config = tracker.config();
      Map<String, String> environment = new HashMap<>(tracker.environment());
      environment.remove("KARUTA_CREDENTIAL_FILE");
      String token = credential("add", "reader", "--scopes", "read").out().strip();
      environment.put("KARUTA_CREDENTIAL", token);

      assertThat(Karuta.run(environment, "client", "user", "list").exit()).isZero();
      Karuta change = Karuta.run(environment, "client", "user", "add", "5", "eve");
      assertThat(change.exit()).isEqualTo(4);
      assertThat(change.err()).startsWith("karuta: ").doesNotContain(token);
    }
  }
}
