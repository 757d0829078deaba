package io.karuta.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertow.Undertow;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

final class BareServerTest {

  @Test
  void answersEverythingWithABodyOfTheGivenLength() throws Exception {
    Undertow server = BareServer.start(0, 321);
    try (HttpClient client = HttpClient.newHttpClient()) {
      InetSocketAddress address =
          (InetSocketAddress) server.getListenerInfo().getFirst().getAddress();
      URI uri = URI.create("http://127.0.0.1:" + address.getPort() + "/announce/x?info_hash=%ff");

      HttpResponse<byte[]> first = get(client, uri);
      HttpResponse<byte[]> second = get(client, uri);

      assertThat(first.body()).hasSize(321);
      assertThat(second.body()).hasSize(321);
      assertThat(first.headers().firstValue("Content-Type")).contains("text/plain");
    } finally {
      server.stop();
    }
  }

  private static HttpResponse<byte[]> get(HttpClient client, URI uri) throws Exception {
    return client.send(
        HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofByteArray());
  }
}
