package io.karuta.frontend.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.pipeline.bittorrent.ClientAddress;
import io.karuta.pipeline.bittorrent.FailureReason;
import io.karuta.pipeline.bittorrent.Verdict;
import io.undertow.util.HeaderMap;
import io.undertow.util.HttpString;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressResolverTest {

  private static final String PROXY = "203.0.113.1";

  private final HeaderMap headers = new HeaderMap();
  private final ClientAddress client = new ClientAddress();

  @ParameterizedTest
  @ValueSource(strings = {"198.51.100.7", "2001:db8:0:0:0:0:0:7"})
  void takesTheSocketsAddress(String address) {
    assertThat(resolve(address)).isEqualTo(address);
    assertThat(client.connectedByIpv6()).isEqualTo(address.contains(":"));
  }

  @Test
  void neverLooksAtTheHeaderOfAStranger() {
    forwarded("192.0.2.66");
    headers.put(new HttpString("X-Real-IP"), "192.0.2.66");

    assertThat(resolve("198.51.100.7")).isEqualTo("198.51.100.7");
  }

  @Test
  void takesAProxysOwnRequestForItsOwn() {
    assertThat(resolve(PROXY)).isEqualTo(PROXY);
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 192.0.2.1",
    "'192.0.2.66, 192.0.2.1', 192.0.2.1",
    "'192.0.2.1,10.0.0.1 ,\t10.2.3.4', 192.0.2.1",
    "'spoofed, 192.0.2.1, 10.0.0.1', 192.0.2.1",
    "'203.0.113.1, 10.0.0.2', 203.0.113.1",
    "2001:db8::1, 2001:db8:0:0:0:0:0:1",
    "'[2001:db8::1]:443', 2001:db8:0:0:0:0:0:1",
    "192.0.2.1:1234, 192.0.2.1",
    "'192.0.2.1, 2001:db8:ffff::1', 192.0.2.1",
    "::ffff:192.0.2.1, 192.0.2.1",
    "'192.0.2.1, ::ffff:10.0.0.1', 192.0.2.1",
  })
  void walksForwardedAddressesFromTheRight(String header, String expected) {
    forwarded(header);

    assertThat(resolve(PROXY)).isEqualTo(expected);
  }

  @Test
  void walksOverSeveralLinesOfTheHeader() {
    forwarded("192.0.2.66, 192.0.2.1");
    forwarded("10.0.0.1");

    assertThat(resolve(PROXY)).isEqualTo("192.0.2.1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"unknown", "", ",", "192.0.2.1, ,10.0.0.1", "192.0.2.1, example.org"})
  void refusesWhereATrustedProxySaysNoAddress(String header) {
    forwarded(header);

    assertThat(resolve(PROXY)).isEqualTo("invalid forwarded address");
  }

  @Test
  void takesTheRealIpHeaderOfATrustedProxy() {
    headers.put(new HttpString("X-Real-IP"), "192.0.2.1");
    forwarded("192.0.2.66");

    assertThat(resolve(PROXY, ForwardedHeader.X_REAL_IP, false)).isEqualTo("192.0.2.1");
  }

  @Test
  void refusesARealIpThatIsNone() {
    headers.put(new HttpString("X-Real-IP"), "192.0.2.1, 192.0.2.2");

    assertThat(resolve(PROXY, ForwardedHeader.X_REAL_IP, false))
        .isEqualTo("invalid forwarded address");
  }

  @Test
  void looksAtNoHeaderWhereNoneCounts() {
    forwarded("192.0.2.1");

    assertThat(resolve(PROXY, ForwardedHeader.NONE, false)).isEqualTo(PROXY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.9.9.9", "127.0.0.1", "224.0.0.1", "fe80::1", "::1", "0.0.0.0"})
  void refusesWhatCannotBeReachedUnlessAllowed(String address) {
    String refusal = "address is not reachable from the internet";

    assertThat(resolve(address, ForwardedHeader.NONE, false)).isEqualTo(refusal);
    assertThat(resolve(address, ForwardedHeader.NONE, true)).isNotEqualTo(refusal);
  }

  @Test
  void refusesAForwardedAddressThatCannotBeReached() {
    forwarded("192.168.1.1");

    assertThat(resolve(PROXY)).isEqualTo("address is not reachable from the internet");
  }

  private void forwarded(String value) {
    headers.add(new HttpString("X-Forwarded-For"), value);
  }

  private String resolve(String socket) {
    return resolve(socket, ForwardedHeader.X_FORWARDED_FOR, false);
  }

  private String resolve(String socket, ForwardedHeader header, boolean allowNonRoutable) {
    AddressConfig config =
        new AddressConfig(
            List.of(PROXY, "10.0.0.0/8", "2001:db8:ffff::/48"), header, false, allowNonRoutable);
    Verdict verdict =
        new ClientAddressResolver(config, new TrustedProxies(config))
            .resolve(new InetSocketAddress(InetAddress.ofLiteral(socket), 1234), headers, client);
    return verdict instanceof FailureReason refusal ? refusal.text() : SeenAnnounce.address(client);
  }
}
