package io.karuta.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import io.karuta.admin.auth.CredentialFile;
import io.karuta.admin.auth.Scope;
import io.karuta.admin.tracker.HitAndRunRule;
import io.karuta.pipeline.registry.Registry;
import io.karuta.pipeline.runtime.TrackerClock;
import io.karuta.pipeline.store.PeerStore;
import io.karuta.testkit.FakeMetrics;
import io.karuta.testkit.store.RecordingSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A server on a free port, and a client that trusts it and checks every answer. Thread-safe. */
final class AdminFixture implements AutoCloseable {

  static final int MAX_BODY_BYTES = 2_000;
  static final int MAX_BULK_BYTES = 4 << 20;
  static final HitAndRunRule HIT_AND_RUN = new HitAndRunRule(Duration.ofDays(14), 50 << 20);

  private static final ObjectMapper JSON = new ObjectMapper();

  /** An answer that keeps to the contract. */
  record Answer(int status, JsonNode json, HttpResponse<String> http) {

    /** The names of the fields that are said to be wrong. */
    List<String> fields() {
      return json.get("fields").properties().stream().map(Map.Entry::getKey).toList();
    }

    String error() {
      return json.get("error").textValue();
    }

    String etag() {
      return http.headers().firstValue("ETag").orElseThrow();
    }
  }

  final FakeMetrics metrics = new FakeMetrics();
  final FakeControl control = new FakeControl();
  final RecordingSink sink = new RecordingSink();

  /** Operations and statuses that were answered, e.g. {@code GET /v1/users 200}. */
  final Set<String> seen = new ConcurrentSkipListSet<>();

  private final AtomicInteger strangers = new AtomicInteger();
  private final AdminConfig config;
  private final AdminServer server;
  private final HttpClient http;
  private final String token;

  /** Starts a server whose credential and certificate are kept in the folder. */
  AdminFixture(Path folder, Registry registry, PeerStore store) {
    this(config(folder), registry, store, TrackerClock.system());
  }

  AdminFixture(AdminConfig config, Registry registry, PeerStore store, TrackerClock clock) {
    this.config = config;
    try {
      server = AdminServer.start(config, environment(registry, store, clock));
      token = Files.readString(server.credentialFile()).strip();
      SSLContext trust = trusting(server.certificateFile().orElseThrow());
      http = HttpClient.newBuilder().sslContext(trust).build();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private AdminEnvironment environment(Registry registry, PeerStore store, TrackerClock clock) {
    return new AdminEnvironment(
        registry,
        store,
        () -> sink,
        clock,
        metrics,
        control,
        control,
        control,
        control,
        () -> 42,
        "1.2.3");
  }

  static AdminEnvironment environment(Registry registry, PeerStore store) {
    FakeControl control = new FakeControl();
    return new AdminEnvironment(
        registry,
        store,
        RecordingSink::new,
        TrackerClock.system(),
        new FakeMetrics(),
        control,
        control,
        control,
        control,
        () -> 42,
        "1.2.3");
  }

  static AdminConfig config(Path folder) {
    return config(folder, ClientCertificates.NONE, 100_000);
  }

  static AdminConfig config(
      Path folder, ClientCertificates clientCertificates, int requestsPerSecond) {
    return new AdminConfig(
        "127.0.0.1",
        0,
        folder.resolve("credential"),
        folder.resolve("credentials"),
        new TlsConfig.SelfSigned(folder),
        clientCertificates,
        new AdminLimits(MAX_BODY_BYTES, MAX_BULK_BYTES, requestsPerSecond),
        HIT_AND_RUN);
  }

  static SSLContext trusting(Path certificateFile) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust(certificateFile).getTrustManagers(), null);
      return context;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  static TrustManagerFactory trust(Path certificateFile) throws Exception {
    List<X509Certificate> certificates =
        PemFormat.certificates(Files.readAllBytes(certificateFile));
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("server", certificates.getLast());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    return trust;
  }

  AdminServer server() {
    return server;
  }

  String token() {
    return token;
  }

  HttpClient http() {
    return http;
  }

  /** A client that calls from an address of its own, whose failures slow nobody else. */
  HttpClient stranger() {
    byte[] address = {127, 1, 0, (byte) strangers.incrementAndGet()};
    try {
      return HttpClient.newBuilder()
          .sslContext(trusting(server.certificateFile().orElseThrow()))
          .localAddress(InetAddress.getByAddress(address))
          .build();
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Makes a credential; its token. */
  String credential(String name, Scope... scopes) {
    return new CredentialFile(config.credentialsFile()).add(name, Set.of(scopes), 0);
  }

  URI uri(String path) {
    return URI.create("https://127.0.0.1:" + server.address().getPort() + path);
  }

  /** A request with the operator's token. */
  HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + token);
  }

  /** Sends a body with the token; single quotes stand for double ones. */
  Answer send(String method, String path, String body, String... headers) {
    String json = body.replace('\'', '"');
    HttpRequest.Builder request =
        to(path)
            .header("Content-Type", "application/json")
            .method(
                method, json.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
    if (headers.length > 0) {
      request.headers(headers);
    }
    Answer answer = send(request);
    if (answer.status() < 300 && !json.isEmpty()) {
      checkRequest(method, path, json, headers);
    }
    return answer;
  }

  /** Posts a body that the contract doesn't allow. */
  Answer sendUnchecked(String path, String body) {
    return send(
        to(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.replace('\'', '"'))));
  }

  private void checkRequest(String method, String path, String json, String... headers) {
    URI uri = uri(path);
    SimpleRequest.Builder copy =
        new SimpleRequest.Builder(method, uri.getRawPath())
            .withAuthorization("Bearer " + token)
            .withContentType("application/json")
            .withBody(json);
    for (int i = 0; i < headers.length; i += 2) {
      copy.withHeader(headers[i], headers[i + 1]);
    }
    if (uri.getRawQuery() != null) {
      for (String pair : uri.getRawQuery().split("&", -1)) {
        String[] parts = pair.split("=", 2);
        copy.withQueryParam(parts[0], parts[1]);
      }
    }
    assertThat(OpenApi.report(copy.build()).getMessages()).as(method + " " + path).isEmpty();
  }

  /** Sends a body with the token. */
  Answer post(String path, String body) {
    Answer answer =
        send(
            to(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    if (answer.status() < 300) {
      checkRequest("POST", path, body);
    }
    return answer;
  }

  /** Asks with the token. */
  Answer get(String path) {
    return send("GET", path, "");
  }

  Answer delete(String path) {
    return send("DELETE", path, "");
  }

  /** Sends a request as it is; its answer is checked against the contract. */
  Answer send(HttpRequest.Builder builder) {
    HttpRequest request = builder.build();
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      checkContract(request, response);
      boolean isJson =
          response.headers().firstValue("Content-Type").orElse("").equals("application/json");
      JsonNode json = isJson ? JSON.readTree(response.body()) : NullNode.getInstance();
      return new Answer(response.statusCode(), json, response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void checkContract(HttpRequest request, HttpResponse<String> response) {
    String method = request.method();
    String path = request.uri().getRawPath();
    assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
    Optional<OpenApi.Operation> operation = OpenApi.of(method, path);
    if (operation.isEmpty()) {
      assertThat(response.statusCode()).isIn(400, 401, 404, 405, 429);
      return;
    }
    seen.add(method + " " + operation.get().path() + " " + response.statusCode());
    SimpleResponse.Builder copy = SimpleResponse.Builder.status(response.statusCode());
    if (!response.body().isEmpty()) {
      copy.withBody(response.body());
    }
    response.headers().map().forEach(copy::withHeader);
    assertThat(OpenApi.report(method, path, copy.build()).getMessages())
        .as(method + " " + path + " " + response.statusCode() + " " + response.body())
        .isEmpty();
  }

  @Override
  public void close() {
    server.stop();
    http.shutdownNow();
  }
}
