package io.karuta.client;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** An HTTPS server whose answers a test has written, and which notes what it is asked. */
final class ScriptedTracker implements AutoCloseable {

  /** One request as it came. */
  record Asked(String method, String path, String body, Headers headers) {

    String header(String name) {
      return headers.getFirst(name);
    }
  }

  /** How a request is answered. */
  @FunctionalInterface
  interface Script {
    void answer(HttpExchange exchange) throws IOException;
  }

  private static final String PASSWORD = "a-password";

  private final HttpsServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Deque<Script> scripts = new ArrayDeque<>();
  private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());
  private final Path certificate;

  private ScriptedTracker(HttpsServer server, Path certificate) {
    this.server = server;
    this.certificate = certificate;
  }

  static ScriptedTracker start(Path folder) throws Exception {
    Path keyStoreFile = folder.resolve("tracker.p12");
    Path certificate = folder.resolve("certificate.pem");
    if (Files.notExists(keyStoreFile)) {
      makeKey(keyStoreFile);
    }
    KeyStore keys = KeyStore.getInstance(keyStoreFile.toFile(), PASSWORD.toCharArray());
    Files.writeString(
        certificate,
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder().encodeToString(keys.getCertificate("tracker").getEncoded())
            + "\n-----END CERTIFICATE-----\n");
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(managers.getKeyManagers(), null, null);
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    ScriptedTracker tracker = new ScriptedTracker(server, certificate);
    server.createContext("/", tracker::handle);
    server.setExecutor(tracker.threads);
    server.start();
    return tracker;
  }

  private static void makeKey(Path file) throws Exception {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "tracker",
                "-keyalg",
                "EC",
                "-dname",
                "CN=test",
                "-ext",
                "SAN=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                file.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (keytool.waitFor() != 0) {
      throw new IOException(output);
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body;
    try (InputStream input = exchange.getRequestBody()) {
      body = new String(input.readAllBytes(), StandardCharsets.UTF_8);
    }
    asked.add(
        new Asked(
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            body,
            exchange.getRequestHeaders()));
    Script script;
    synchronized (scripts) {
      script = scripts.isEmpty() ? answer(500, "{}") : scripts.remove();
    }
    try (exchange) {
      script.answer(exchange);
    }
  }

  /** The next request that has no answer yet gets this one. */
  ScriptedTracker then(Script script) {
    synchronized (scripts) {
      scripts.add(script);
    }
    return this;
  }

  ScriptedTracker then(int status, String json, String... headers) {
    return then(answer(status, json, headers));
  }

  /** The next request's connection is cut in the middle of an answer. */
  ScriptedTracker thenHalf() {
    return then(exchange -> {
      exchange.sendResponseHeaders(200, 1000);
      exchange.getResponseBody().write('{');
      exchange.getResponseBody().flush();
    });
  }

  private static Script answer(int status, String json, String... headers) {
    return exchange -> {
      for (int i = 0; i < headers.length; i += 2) {
        exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
      }
      byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      try (OutputStream body = exchange.getResponseBody()) {
        body.write(bytes);
      }
    };
  }

  /** What was asked so far. */
  List<Asked> asked() {
    return List.copyOf(asked);
  }

  Asked last() {
    return asked.getLast();
  }

  Path certificate() {
    return certificate;
  }

  String url() {
    return "https://127.0.0.1:" + server.getAddress().getPort();
  }

  ClientConfig config() {
    return ClientConfig.of(url()).withCertificate(certificate).withCredential("the-credential");
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
