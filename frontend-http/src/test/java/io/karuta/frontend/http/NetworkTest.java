package io.karuta.frontend.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.255.255, true",
    "10.0.0.0/8, 11.0.0.0, false",
    "10.0.0.0/8, ::, false",
    "192.0.2.128/25, 192.0.2.128, true",
    "192.0.2.128/25, 192.0.2.127, false",
    "192.0.2.4/30, 192.0.2.7, true",
    "192.0.2.4/30, 192.0.2.8, false",
    "192.0.2.1, 192.0.2.1, true",
    "192.0.2.1, 192.0.2.2, false",
    "0.0.0.0/0, 203.0.113.7, true",
    "0.0.0.0/0, 2001:db8::1, false",
    "2001:db8::/32, 2001:db8:ffff::1, true",
    "2001:db8::/32, 2001:db9::, false",
    "2001:db8::8000/113, 2001:db8::ffff, true",
    "2001:db8::8000/113, 2001:db8::7fff, false",
    "::1, ::1, true",
    "::/0, 2001:db8::1, true",
    "::ffff:10.0.0.0/104, 10.1.2.3, true",
  })
  void containsItsAddresses(String network, String address, boolean inside) {
    byte[] bytes = InetAddress.ofLiteral(address).getAddress();

    assertThat(Network.parse(network).orElseThrow().contains(bytes, bytes.length))
        .isEqualTo(inside);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/8",
        "10.0.0.0/",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0.0/x",
        "10.0.0.1/8",
        "2001:db8::1/32",
        "::/129",
        "10.0.0.0/8/8",
        "example.org",
        "[::1]",
        "10.0.0.1:80",
        " 10.0.0.1",
        "10.0.0.0/008x"
      })
  void isNothingElse(String text) {
    assertThat(Network.parse(text)).isEmpty();
  }
}
