package io.karuta.admin.auth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karuta.admin.auth.Credentials.Attempt;
import io.karuta.admin.auth.Credentials.Refusal;
import io.karuta.testkit.FakeClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {

  @TempDir private Path folder;
  private final FakeClock clock = new FakeClock();
  private Path tokenFile;
  private Path file;

  @BeforeEach
  void name() {
    tokenFile = folder.resolve("new/credential");
    file = folder.resolve("new/credentials");
  }

  @Test
  void theFirstStartMakesTheOperatorForItsOwnerOnly() throws IOException {
    CredentialFile credentials = FirstCredential.open(tokenFile, file);

    assertThat(permissions(tokenFile)).isEqualTo("rw-------");
    assertThat(permissions(file)).isEqualTo("rw-------");
    assertThat(Files.readString(tokenFile)).matches("[0-9a-f]{64}\n");
    assertThat(Files.readString(file)).doesNotContain(token());
    assertThat(credentials.read())
        .singleElement()
        .satisfies(one -> {
          assertThat(one.name()).isEqualTo("operator");
          assertThat(one.scopes()).isEqualTo(EnumSet.allOf(Scope.class));
          assertThat(one.expiresSecond()).isZero();
        });
    try (var siblings = Files.list(file.getParent())) {
      assertThat(siblings)
          .containsExactlyInAnyOrder(tokenFile, file, file.resolveSibling("credentials.lock"));
    }
  }

  @Test
  void tokensAreRandom() throws IOException {
    FirstCredential.open(tokenFile, file);
    FirstCredential.open(folder.resolve("t"), folder.resolve("c"));

    assertThat(token()).isNotEqualTo(Files.readString(folder.resolve("t")).strip());
  }

  @Test
  void theTokenIsKept() throws IOException {
    FirstCredential.open(tokenFile, file);
    String token = token();

    assertThat(nameOf(open(), "Bearer " + token)).isEqualTo("operator");
    assertThat(token()).isEqualTo(token);
  }

  @Test
  void theTokenFileMayGoOnceTheTokenIsKeptElsewhere() throws IOException {
    FirstCredential.open(tokenFile, file);
    String token = token();
    Files.delete(tokenFile);

    assertThat(nameOf(open(), "Bearer " + token)).isEqualTo("operator");
    assertThat(tokenFile).doesNotExist();
  }

  @Test
  void aRewrittenTokenFileIsTheOperatorsTokenFromTheNextStartOn() throws IOException {
    FirstCredential.open(tokenFile, file);
    String before = token();
    PrivateFiles.write(tokenFile, "  a-token-of-at-least-32-characters!\n".getBytes(ISO_8859_1));

    Credentials credentials = open();

    assertThat(nameOf(credentials, "Bearer a-token-of-at-least-32-characters!"))
        .isEqualTo("operator");
    assertThat(credentials.attempt("Bearer " + before).refusal()).isEqualTo(Refusal.WRONG);
  }

  @Test
  void aRemovedOperatorStaysRemovedThoughItsTokenFileIsThere() throws IOException {
    CredentialFile credentials = FirstCredential.open(tokenFile, file);
    credentials.add("site", Set.of(Scope.READ), 0);
    credentials.remove("operator");

    assertThat(open().attempt("Bearer " + token()).refusal()).isEqualTo(Refusal.WRONG);
  }

  @Test
  void admitsBearerAndBasicInAnyCase() throws IOException {
    Credentials credentials = open();
    String token = token();

    assertThat(nameOf(credentials, "Bearer " + token)).isEqualTo("operator");
    assertThat(nameOf(credentials, "bearer  " + token + " ")).isEqualTo("operator");
    assertThat(nameOf(credentials, "Basic " + base64("admin:" + token))).isEqualTo("operator");
    assertThat(nameOf(credentials, "BASIC " + base64("operator:" + token))).isEqualTo("operator");
  }

  @Test
  void admitsNothingElse() throws IOException {
    Credentials credentials = open();
    String token = token();

    assertThat(credentials.attempt(null).refusal()).isEqualTo(Refusal.MISSING);
    for (String wrong :
        new String[] {
          "",
          token,
          "Bearer",
          "Bearer ",
          "Bearer " + token.substring(1),
          "Bearer " + token + "0",
          "Bearer " + "0".repeat(64),
          "Digest " + token,
          "Basic " + token,
          "Basic " + base64("root:" + token),
          "Basic " + base64("admin:"),
          "Basic " + base64("admin"),
          "Basic " + base64("admin:" + token + "x"),
          "Basic %%%"
        }) {
      Attempt attempt = credentials.attempt(wrong);
      assertThat(attempt.credential()).as(wrong).isNull();
      assertThat(attempt.refusal()).as(wrong).isEqualTo(Refusal.WRONG);
    }
  }

  @Test
  void aPasswordIsThatOfTheNameOnly() throws IOException {
    Credentials credentials = open();
    String site = new CredentialFile(file).add("site", Set.of(Scope.READ), 0);
    clock.advanceSeconds(1);

    assertThat(nameOf(credentials, "Basic " + base64("site:" + site))).isEqualTo("site");
    assertThat(credentials.attempt("Basic " + base64("operator:" + site)).credential()).isNull();
    assertThat(credentials.attempt("Basic " + base64("site:" + token())).credential()).isNull();
  }

  @Test
  void readsTheFileAgainWhenItChanged() throws IOException {
    Credentials credentials = open();
    CredentialFile other = new CredentialFile(file);
    String site = other.add("site", Set.of(Scope.READ, Scope.USERS), 0);

    assertThat(credentials.attempt("Bearer " + site).credential()).isNull();
    clock.advanceSeconds(1);
    StoredCredential found = credentials.attempt("Bearer " + site).credential();
    assertThat(found.name()).isEqualTo("site");
    assertThat(found.scopes()).containsExactlyInAnyOrder(Scope.READ, Scope.USERS);

    assertThat(other.remove("site")).isTrue();
    clock.advanceSeconds(1);
    assertThat(credentials.attempt("Bearer " + site).credential()).isNull();
  }

  @Test
  void keepsTheCredentialsOfBeforeWhenTheFileBecameUnusable() throws IOException {
    Credentials credentials = open();
    String token = token();
    Files.writeString(file, "{oops");
    Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(1)));
    clock.advanceSeconds(1);

    assertThat(nameOf(credentials, "Bearer " + token)).isEqualTo("operator");
  }

  @Test
  void refusesWhatHasExpired() {
    open();
    String token =
        new CredentialFile(file).add("site", Set.of(Scope.READ), FakeClock.START_SECOND + 60);
    Credentials credentials = new Credentials(new CredentialFile(file), clock);

    assertThat(nameOf(credentials, "Bearer " + token)).isEqualTo("site");
    clock.advanceSeconds(59);
    assertThat(nameOf(credentials, "Bearer " + token)).isEqualTo("site");
    clock.advanceSeconds(1);
    assertThat(credentials.attempt("Bearer " + token).refusal()).isEqualTo(Refusal.EXPIRED);
  }

  @Test
  void comparesWithEveryCredentialWhicheverFits() {
    open();
    CredentialFile credentials = new CredentialFile(file);
    String[] tokens = new String[20];
    for (int i = 0; i < tokens.length; i++) {
      tokens[i] = credentials.add("site-" + i, Set.of(Scope.READ), 0);
    }
    Credentials opened = new Credentials(credentials, clock);

    for (int i = 0; i < tokens.length; i++) {
      assertThat(nameOf(opened, "Bearer " + tokens[i])).isEqualTo("site-" + i);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "short", "two words that are long enough all right"})
  void refusesATokenFileWithoutAGoodToken(String content) throws IOException {
    PrivateFiles.write(tokenFile, content.getBytes(ISO_8859_1));

    assertThatThrownBy(this::open)
        .isInstanceOf(AdminException.class)
        .hasMessageContaining("credential-file: " + tokenFile)
        .hasMessageContaining("32 to 256 visible ASCII characters")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("two words"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----"})
  void refusesFilesThatOthersCanUse(String permissions) throws IOException {
    open();
    for (Path path : new Path[] {tokenFile, file}) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));

      assertThatThrownBy(this::open)
          .isInstanceOf(AdminException.class)
          .hasMessageContaining("expected: mode 600");
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n\n",
        "{",
        "[]",
        "{'name':'a','sha256':'00','scopes':['read'],'expires_at':null}",
        "{'name':'A b','sha256':'HASH','scopes':['read'],'expires_at':null}",
        "{'name':'a','sha256':'HASH','scopes':['all'],'expires_at':null}",
        "{'name':'a','sha256':'HASH','scopes':[1],'expires_at':null}",
        "{'name':'a','sha256':'HASH','scopes':['read'],'expires_at':-1}",
        "{'name':'a','sha256':'HASH','scopes':['read']}",
        "{'name':'a','sha256':'HASH','scopes':['read'],'expires_at':null,'x':1}",
        "{'name':'a','sha256':'HASH','scopes':['read'],'expires_at':null}\n"
            + "{'name':'a','sha256':'HASH','scopes':['read'],'expires_at':null}"
      })
  void refusesACredentialsFileThatIsWrong(String content) throws IOException {
    String text = content.replace('\'', '"').replace("HASH", "0".repeat(64));
    PrivateFiles.write(file, text.getBytes(ISO_8859_1));

    assertThatThrownBy(this::open)
        .isInstanceOf(AdminException.class)
        .hasMessageContaining("credentials-file: " + file);
  }

  @Test
  void refusesAFolder() {
    assertThatThrownBy(() -> FirstCredential.open(folder, file))
        .isInstanceOf(AdminException.class)
        .hasMessageContaining("credential-file: " + folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Site", "a b", "admin", "a/b", "a\nb", "operator"})
  void addsNoNameThatIsWrongOrTaken(String name) {
    open();

    assertThatThrownBy(() -> new CredentialFile(file).add(name, Set.of(Scope.READ), 0))
        .isInstanceOf(AdminException.class)
        .hasMessageContaining("credential name: '" + name + "'");
  }

  @Test
  void addsNoneWithoutScopesAndRemovesNotTheLast() {
    open();
    CredentialFile credentials = new CredentialFile(file);

    assertThatThrownBy(() -> credentials.add("site", Set.of(), 0))
        .isInstanceOf(AdminException.class)
        .hasMessageContaining("scopes: none");
    assertThatThrownBy(() -> credentials.remove("operator"))
        .isInstanceOf(AdminException.class)
        .hasMessageContaining("the last one");
    assertThat(credentials.remove("nobody")).isFalse();
  }

  private Credentials open() {
    return new Credentials(FirstCredential.open(tokenFile, file), clock);
  }

  private String token() throws IOException {
    return Files.readString(tokenFile).strip();
  }

  private static String nameOf(Credentials credentials, String authorization) {
    StoredCredential credential = credentials.attempt(authorization).credential();
    assertThat(credential).as(authorization).isNotNull();
    return credential.name();
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(ISO_8859_1));
  }
}
