package io.karuta.cmd;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A site that talks to the admin API of a tracker, trusting the certificate that it made. */
final class AdminClient implements AutoCloseable {

  private final HttpClient http;
  private final String url;
  private final String credential;

  private AdminClient(HttpClient http, String url, String credential) {
    this.http = http;
    this.url = url;
    this.credential = credential;
  }

  /** A client of the API at {@code url} with what lies in the two files. */
  static AdminClient of(String url, Path credentialFile, Path certificateFile)
      throws IOException, GeneralSecurityException {
    HttpClient http = HttpClient.newBuilder().sslContext(trusting(certificateFile)).build();
    return new AdminClient(http, url, Files.readString(credentialFile).strip());
  }

  private static SSLContext trusting(Path certificateFile)
      throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    try (InputStream pem = Files.newInputStream(certificateFile)) {
      trusted.setCertificateEntry(
          "tracker", CertificateFactory.getInstance("X.509").generateCertificate(pem));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  /** Posts a JSON body; the status. */
  int post(String path, String json) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(url + path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json)))
        .statusCode();
  }

  /** Changes the fields that a JSON body gives; the status. */
  int patch(String path, String json) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(url + path))
            .header("Content-Type", "application/json")
            .method("PATCH", HttpRequest.BodyPublishers.ofString(json)))
        .statusCode();
  }

  /** Deletes what there is; the status. */
  int delete(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(url + path)).DELETE()).statusCode();
  }

  /** Gets a JSON body. */
  String get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(url + path))).body();
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(
        request.header("Authorization", "Bearer " + credential).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public void close() {
    http.close();
  }
}
