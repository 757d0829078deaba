package io.karuta.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.karuta.pipeline.registry.Registry;
import io.karuta.pipeline.store.PeerStore;
import io.karuta.testkit.FakeMetrics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A server on a free port, and a client that trusts it and checks every answer. One thread. */
final class AdminFixture implements AutoCloseable {

  static final int MAX_BODY_BYTES = 2_000;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final OpenApiInteractionValidator CONTRACT =
      OpenApiInteractionValidator.createForInlineApiSpecification(contract()).build();
  private static final Set<String> PATHS =
      Set.of("/api/torrent", "/api/user", "/api/whitelist", "/api/counts");

  /** An answer that keeps to the contract. */
  record Answer(int status, JsonNode json, HttpResponse<String> http) {

    /** The names of the fields that are said to be wrong. */
    List<String> fields() {
      return json.get("fields").properties().stream().map(Map.Entry::getKey).toList();
    }
  }

  final FakeMetrics metrics = new FakeMetrics();
  private final AdminServer server;
  private final HttpClient http;
  private final String token;

  /** Starts a server whose credential and certificate are kept in the folder. */
  AdminFixture(Path folder, Registry registry, PeerStore store) {
    try {
      server = AdminServer.start(config(folder), registry, store, metrics);
      token = Files.readString(server.credentialFile()).strip();
      SSLContext trust = trusting(server.certificateFile().orElseThrow());
      http = HttpClient.newBuilder().sslContext(trust).build();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static AdminConfig config(Path folder) {
    return new AdminConfig(
        "127.0.0.1",
        0,
        folder.resolve("credential"),
        new TlsConfig.SelfSigned(folder),
        MAX_BODY_BYTES);
  }

  static SSLContext trusting(Path certificateFile) {
    try {
      List<X509Certificate> certificates =
          PemFormat.certificates(Files.readAllBytes(certificateFile));
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setCertificateEntry("server", certificates.getLast());
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  AdminServer server() {
    return server;
  }

  String token() {
    return token;
  }

  URI uri(String path) {
    return URI.create("https://127.0.0.1:" + server.address().getPort() + path);
  }

  /** Sends a body with the token. */
  Answer post(String path, String body) {
    Answer answer =
        send(
            HttpRequest.newBuilder(uri(path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    if (answer.status() < 300) {
      Request copy =
          SimpleRequest.Builder.post(path)
              .withAuthorization("Bearer " + token)
              .withContentType("application/json")
              .withBody(body)
              .build();
      assertThat(CONTRACT.validateRequest(copy).getMessages()).isEmpty();
    }
    return answer;
  }

  /** Asks with the token. */
  Answer get(String path) {
    return send(HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + token).GET());
  }

  /** Sends a request as it is; its answer is checked against the contract. */
  Answer send(HttpRequest.Builder builder) {
    HttpRequest request = builder.build();
    HttpResponse<String> response;
    try {
      response = http.send(request, BodyHandlers.ofString());
      Answer answer = new Answer(response.statusCode(), JSON.readTree(response.body()), response);
      checkContract(request, response);
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What the contract finds wrong with an answer. */
  static ValidationReport reportOn(String path, Request.Method method, SimpleResponse answer) {
    return CONTRACT.validateResponse(path, method, answer);
  }

  private static void checkContract(HttpRequest request, HttpResponse<String> response) {
    assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    String path = request.uri().getPath();
    Request.Method method = path.equals("/api/counts") ? Request.Method.GET : Request.Method.POST;
    if (!PATHS.contains(path)) {
      return;
    }
    SimpleResponse.Builder copy =
        SimpleResponse.Builder.status(response.statusCode()).withBody(response.body());
    response.headers().map().forEach(copy::withHeader);
    assertThat(reportOn(path, method, copy.build()).getMessages()).isEmpty();
  }

  private static String contract() {
    try (var stream = AdminServer.class.getResourceAsStream("openapi.yaml")) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop();
    http.shutdownNow();
  }
}
