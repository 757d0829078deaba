package io.karuta.frontend.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karuta.testkit.HttpReply;
import io.karuta.testkit.TrackerClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients behind something, over real sockets. */
class ProxiesAndTlsTest {

  private final RecordingLogic logic = new RecordingLogic();

  @Test
  void takesTheForwardedAddressFromATrustedProxy() {
    Map<String, ?> settings = Map.of("trusted-proxies", List.of("127.0.0.0/8"));
    try (RunningFrontend tracker = RunningFrontend.start(settings, logic)) {
      HttpReply reply =
          tracker.get(
              Samples.announce().toString(),
              "X-Forwarded-For: 192.0.2.66, 198.51.100.7, 127.0.0.9");

      assertThat(reply.bencoded().bytes("external ip"))
          .isEqualTo(new byte[] {(byte) 198, 51, 100, 7});
      assertThat(logic.announces.getLast().address()).isEqualTo("198.51.100.7");
    }
  }

  @Test
  void ignoresTheForwardedAddressOfAStranger() {
    Map<String, ?> settings = Map.of("trusted-proxies", List.of("10.0.0.0/8"));
    try (RunningFrontend tracker = RunningFrontend.start(settings, logic)) {
      HttpReply reply =
          tracker.get(
              Samples.announce().toString(),
              "X-Forwarded-For: 198.51.100.7",
              "X-Real-IP: 192.0.2.9");

      assertThat(reply.status()).isEqualTo(200);
      assertThat(logic.announces.getLast().address()).isEqualTo("127.0.0.1");
    }
  }

  @Test
  void takesTheRealIpFromATrustedProxy() {
    Map<String, ?> settings =
        Map.of("trusted-proxies", List.of("127.0.0.1"), "forwarded-header", "x-real-ip");
    try (RunningFrontend tracker = RunningFrontend.start(settings, logic)) {
      HttpReply reply = tracker.get(Samples.announce().toString(), "X-Real-IP: 2001:db8::7");

      assertThat(reply.bencoded().bytes("external ip")).hasSize(16);
      assertThat(logic.announces.getLast().address()).isEqualTo("2001:db8:0:0:0:0:0:7");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PROXY TCP4 198.51.100.7 203.0.113.1 40000 6969\r\n",
        "PROXY TCP6 2001:db8::7 2001:db8::1 40000 6969\r\n",
      })
  void takesTheAddressOfAProxyProtocolLine(String line) {
    try (RunningFrontend tracker = RunningFrontend.start(proxied("127.0.0.1"), logic);
        TrackerClient client = tracker.connect()) {
      client.send(line + TrackerClient.request(Samples.announce().toString()));
      assertThat(client.read().status()).isEqualTo(200);
      assertThat(client.get(Samples.announce().toString()).status()).isEqualTo(200);

      assertThat(logic.announces)
          .hasSize(2)
          .allMatch(seen ->
              seen.address().equals("198.51.100.7")
                  || seen.address().equals("2001:db8:0:0:0:0:0:7"));
    }
  }

  @Test
  void closesTheConnectionOfAStrangerThatSpeaksTheProxyProtocol() {
    try (RunningFrontend tracker = RunningFrontend.start(proxied("10.0.0.0/8"), logic);
        TrackerClient client = tracker.connect()) {
      client.send(
          "PROXY TCP4 198.51.100.7 203.0.113.1 40000 6969\r\n"
              + TrackerClient.request(Samples.announce().toString()));

      assertThat(client.closedByTracker()).isTrue();
      assertThat(logic.announces).isEmpty();
    }
  }

  @Test
  void closesAConnectionThatDoesNotBeginWithAProxyProtocolLine() {
    try (RunningFrontend tracker = RunningFrontend.start(proxied("127.0.0.1"), logic);
        TrackerClient client = tracker.connect()) {
      client.send(TrackerClient.request(Samples.announce().toString()));

      assertThat(client.closedByTracker()).isTrue();
      assertThat(logic.announces).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rsa", "ec", "ed25519"})
  void speaksTls(String kind) throws Exception {
    SSLContext trust = TestTls.clientTrusting(kind + "-certificate");
    try (RunningFrontend tracker = RunningFrontend.start(tls(kind, false), logic);
        TrackerClient client = TrackerClient.connectTls(tracker.address(), trust)) {
      for (int i = 0; i < 3; i++) {
        HttpReply reply = client.get(Samples.announce().toString());
        assertThat(reply.bencoded().integer("interval")).isEqualTo(1800);
      }
      assertThat(logic.announces).hasSize(3);
    }
  }

  @Test
  void speaksTlsBehindAProxyProtocolLine() throws Exception {
    try (RunningFrontend tracker = RunningFrontend.start(tls("ec", true), logic);
        TlsBehindProxy client =
            TlsBehindProxy.connect(
                tracker.address(),
                TestTls.clientTrusting("ec-certificate"),
                "PROXY TCP4 198.51.100.7 203.0.113.1 40000 6969\r\n")) {
      assertThat(client.get(Samples.announce().toString())).startsWith("HTTP/1.1 200");
      assertThat(logic.announces.getLast().address()).isEqualTo("198.51.100.7");
    }
  }

  @Test
  void speaksNoOldTls() throws Exception {
    SSLContext trust = TestTls.clientTrusting("ec-certificate");
    try (RunningFrontend tracker = RunningFrontend.start(tls("ec", false), logic);
        SSLSocket socket =
            (SSLSocket)
                trust
                    .getSocketFactory()
                    .createSocket(tracker.address().getAddress(), tracker.address().getPort())) {
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setProtocols(new String[] {"TLSv1.1"});
      socket.setSSLParameters(parameters);

      assertThatThrownBy(socket::startHandshake).isInstanceOf(IOException.class);
    }
  }

  @Test
  void closesAPlainConnectionToATlsListener() {
    try (RunningFrontend tracker = RunningFrontend.start(tls("ec", false), logic);
        TrackerClient client = tracker.connect()) {
      client.send(TrackerClient.request(Samples.announce().toString()));

      assertThatThrownBy(client::read).isInstanceOf(UncheckedIOException.class);
      assertThat(logic.announces).isEmpty();
    }
  }

  private static Map<String, ?> proxied(String trusted) {
    return Map.of(
        "trusted-proxies",
        List.of(trusted),
        "listeners",
        List.of(Map.of("address", "127.0.0.1", "port", 0, "proxy-protocol", true)));
  }

  private static Map<String, ?> tls(String kind, boolean proxyProtocol) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("trusted-proxies", List.of("127.0.0.1"));
    settings.put(
        "listeners",
        List.of(
            Map.of(
                "address",
                "127.0.0.1",
                "port",
                0,
                "proxy-protocol",
                proxyProtocol,
                "tls",
                Map.of(
                    "certificate",
                    TestTls.file(kind + "-certificate").toString(),
                    "private-key",
                    TestTls.file(kind + "-key").toString()))));
    return settings;
  }
}
