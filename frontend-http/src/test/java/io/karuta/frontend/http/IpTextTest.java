package io.karuta.frontend.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpTextTest {

  private final IpText ipText = new IpText();

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 192.0.2.1",
    "' 192.0.2.1\t', 192.0.2.1",
    "192.0.2.1:443, 192.0.2.1",
    "0.0.0.0, 0.0.0.0",
    "255.255.255.255, 255.255.255.255",
    "::, ::",
    "::1, ::1",
    "1::, 1::",
    "2001:db8::1, 2001:db8::1",
    "2001:DB8:0:1:2:3:4:5, 2001:db8:0:1:2:3:4:5",
    "[2001:db8::1], 2001:db8::1",
    "[2001:db8::1]:443, 2001:db8::1",
    "64:ff9b::192.0.2.33, 64:ff9b::c000:221",
    "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
    "::2:3:4:5:6:7:8, 0:2:3:4:5:6:7:8",
  })
  void readsAddresses(String text, String expected) throws Exception {
    assertThat(read(text)).isEqualTo(InetAddress.ofLiteral(expected).getAddress());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "unknown",
        "example.org",
        "1",
        "1.2",
        "1.2.3",
        "1.2.3.4.5",
        "1.2.3.256",
        "1.2.3.04",
        "1.2.3.-4",
        "1.2.3.4x",
        "1..2.3",
        ".1.2.3.4",
        "1.2.3.4.",
        "1.2.3.4:",
        "1.2.3.4:123456",
        "1.2.3.4:x",
        "0x7f.0.0.1",
        "1.2.3.1000",
        ":",
        ":::",
        "1::2::3",
        "1:2",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1:2:3:4:5:6:7:8::",
        "12345::",
        "g::",
        "::1%eth0",
        "[::1",
        "::1]",
        "[]",
        "[::1]x",
        "[::1]:",
        "[1.2.3.4]",
        "::1.2.3",
        "::1.2.3.4:5",
        "1:2:3:4:5:6:7:1.2.3.4",
        ":1::2",
        "1:",
        "\"[::1]\"",
        "1.2.3.4, 5.6.7.8"
      })
  void readsNothingElse(String text) {
    assertThat(ipText.read(text, 0, text.length())).isEqualTo(IpText.NONE);
  }

  @Test
  void readsOnlyWithinItsBounds() {
    String list = "203.0.113.9, 192.0.2.1,2001:db8::1";

    assertThat(ipText.read(list, 12, 22)).isEqualTo(4);
    assertThat(Arrays.copyOf(ipText.bytes(), 4)).isEqualTo(new byte[] {(byte) 192, 0, 2, 1});
  }

  @Test
  void readsWhatTheJdkWrites() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    System.out.println("IpTextTest seed " + seed);

    for (int i = 0; i < 20_000; i++) {
      byte[] address = new byte[random.nextBoolean() ? 4 : 16];
      for (int at = 0; at < address.length; at++) {
        address[at] = random.nextInt(3) == 0 ? 0 : (byte) random.nextInt();
      }
      String text = InetAddress.getByAddress(address).getHostAddress();

      assertThat(read(text)).as("%s, seed %d", text, seed).isEqualTo(address);
    }
  }

  @Test
  void agreesWithTheJdkOnIpv6TextOfAnySort() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    System.out.println("IpTextTest seed " + seed);

    for (int i = 0; i < 50_000; i++) {
      StringBuilder text = new StringBuilder(random.nextBoolean() ? "1:2:3" : "");
      for (int length = random.nextInt(12); length > 0; length--) {
        text.append("01af::::.".charAt(random.nextInt(9)));
      }
      // The JDK takes groups of five digits if the first is 0, which RFC 4291 doesn't know.
      if (text.indexOf("::") < 0
          || text.indexOf(".") >= 0
          || text.toString().matches(".*[0-9a-f]{5}.*")) {
        continue;
      }
      byte[] expected = jdk(text.toString());
      byte[] read = read(text.toString());

      assertThat(read).as("%s, seed %d", text, seed).isEqualTo(expected);
    }
  }

  /** As the JDK reads it, empty for none; a mapped address stays 16 bytes. */
  private static byte[] jdk(String text) {
    try {
      byte[] address = InetAddress.ofLiteral(text).getAddress();
      return address.length == 16 ? address : new byte[0];
    } catch (IllegalArgumentException _) {
      return new byte[0];
    }
  }

  private byte[] read(String text) {
    return Arrays.copyOf(ipText.bytes(), ipText.read(text, 0, text.length()));
  }
}
