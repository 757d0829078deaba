package io.karuta.frontend.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTest {

  private final byte[] passkey = new byte[64];

  @ParameterizedTest
  @CsvSource({
    "/announce/{passkey}, /announce/key, key",
    "/announce/{passkey}, /announce/k%65y, key",
    "/announce/{passkey}, /announce/k+y, k+y",
    "/{passkey}/announce, /key/announce, key",
    "/t/{passkey}/a.php, /t/key/a.php, key",
    "/announce, /announce, ''",
  })
  void matchesItsPaths(String route, String path, String expected) {
    int length = Route.parse(route).orElseThrow().match(path, passkey);

    assertThat(SeenAnnounce.passkey(passkey, length)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "/announce/{passkey}, /announce",
    "/announce/{passkey}, /announce/",
    "/announce/{passkey}, /announce/a/b",
    "/announce/{passkey}, /announcekey",
    "/announce/{passkey}, /Announce/key",
    "/{passkey}/announce, //announce",
    "/{passkey}/announce, /announce",
    "/{passkey}/announce, /a/b/announce",
    "/{passkey}/announce, /key/announce/",
    "/announce, /announce/",
    "/announce, ''",
  })
  void matchesNothingElse(String route, String path) {
    assertThat(Route.parse(route).orElseThrow().match(path, passkey)).isEqualTo(Route.NO_MATCH);
  }

  @Test
  void takesPasskeysOfUpTo64Bytes() {
    Route route = Route.parse("/announce/{passkey}").orElseThrow();

    assertThat(route.match("/announce/" + "k".repeat(64), passkey)).isEqualTo(64);
    assertThat(route.match("/announce/" + "%41".repeat(64), passkey)).isEqualTo(64);
    assertThat(route.match("/announce/" + "k".repeat(65), passkey)).isEqualTo(Route.BAD_PASSKEY);
    assertThat(route.match("/announce/%4", passkey)).isEqualTo(Route.BAD_PASSKEY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "announce",
        "/{key}",
        "/{passkey",
        "/a{passkey}",
        "/{passkey}a",
        "/{passkey}/{passkey}",
        "/announce?passkey={passkey}",
        "/a/{x}/{passkey}"
      })
  void isNotEveryText(String text) {
    assertThat(Route.parse(text)).isEmpty();
  }

  @Test
  void triesFixedPathsFirst() {
    Routes routes = new Routes(List.of("/{passkey}", "/announce"));

    assertThat(routes.match("/announce", passkey)).isZero();
    assertThat(routes.match("/key", passkey)).isEqualTo(3);
    assertThat(routes.match("/a/b", passkey)).isEqualTo(Route.NO_MATCH);
  }
}
