package io.karuta.registry;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.pipeline.registry.Client;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientPrefixesTest {

  @Test
  void findsTheLongestPrefix() {
    ClientPrefixes prefixes =
        ClientPrefixes.EMPTY.with(
            TestWrites.puts(
                new Client("-", "any"),
                new Client("-TR", "Transmission"),
                new Client("-TR30", "Transmission 3.0"),
                new Client("-UT", "uTorrent")));

    assertThat(nameOf(prefixes, "-TR3000-abcdefghijkl")).isEqualTo("Transmission 3.0");
    assertThat(nameOf(prefixes, "-TR2940-abcdefghijkl")).isEqualTo("Transmission");
    assertThat(nameOf(prefixes, "-TS3000-abcdefghijkl")).isEqualTo("any");
    assertThat(nameOf(prefixes, "M7-0-0--abcdefghijkl")).isEqualTo("none");
  }

  @Test
  void matchesAPrefixAsLongAsThePeerId() {
    ClientPrefixes prefixes =
        ClientPrefixes.EMPTY.with(TestWrites.puts(new Client("a".repeat(20), "whole")));

    assertThat(nameOf(prefixes, "a".repeat(20))).isEqualTo("whole");
    assertThat(nameOf(prefixes, "a".repeat(19) + "b")).isEqualTo("none");
    assertThat(nameOf(prefixes, "a".repeat(19))).isEqualTo("none");
  }

  @Test
  void findsNothingWhenEmpty() {
    assertThat(ClientPrefixes.EMPTY.longestOf(new byte[20])).isNull();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void agreesWithTryingEveryPrefix(long seed) {
    Random random = new Random(seed);
    ClientPrefixes prefixes = ClientPrefixes.EMPTY;
    Map<String, Client> model = new HashMap<>();

    for (int round = 0; round < 200; round++) {
      Client client = new Client(text(random, 1 + random.nextInt(6), "ab~"), "" + round);
      prefixes = prefixes.with(TestWrites.puts(client));
      model.put(client.prefix(), client);
      for (int i = 0; i < 50; i++) {
        // Bytes above 127 and control characters sort outside all prefixes.
        byte[] peerId = text(random, 20, "ab~\u0000\u00e9").getBytes(ISO_8859_1);

        assertThat(prefixes.longestOf(peerId))
            .as("seed %s", seed)
            .isEqualTo(longest(model, peerId));
      }
    }
    assertThat(prefixes.size()).isEqualTo(model.size());
  }

  private static Client longest(Map<String, Client> model, byte[] peerId) {
    String id = new String(peerId, ISO_8859_1);
    for (int length = 20; length > 0; length--) {
      Client client = model.get(id.substring(0, length));
      if (client != null) {
        return client;
      }
    }
    return null;
  }

  private static String nameOf(ClientPrefixes prefixes, String peerId) {
    Client client = prefixes.longestOf(peerId.getBytes(US_ASCII));
    return client == null ? "none" : client.name();
  }

  private static String text(Random random, int length, String alphabet) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }
}
