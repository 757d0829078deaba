package org.example.httpdeltas;

import io.karuta.pipeline.config.Options;
import java.net.URI;
import java.time.Duration;

/**
 * Settings of the handler. Immutable.
 *
 * @param endpoint where batches are posted, http or https
 * @param token sent as a bearer token; empty for none
 * @param timeout most time for one request, connecting included
 */
record HttpDeltaConfig(URI endpoint, String token, Duration timeout) {

  private static final URI NOWHERE = URI.create("http://localhost/");

  static HttpDeltaConfig read(Options options) {
    URI endpoint = endpoint(options, options.string("endpoint", ""));
    // A secret is masked in print-config, and may stand in a file of its own.
    String token = options.secret("token", "");
    if (!token.isEmpty() && endpoint.getScheme().equals("http") && !isLocal(endpoint)) {
      options.problem("endpoint", "https, so that nobody else reads the token", "" + endpoint);
    }
    Duration timeout =
        options.duration(
            "timeout", Duration.ofSeconds(10), Duration.ofMillis(100), Duration.ofMinutes(10));
    return new HttpDeltaConfig(endpoint, token, timeout);
  }

  private static URI endpoint(Options options, String text) {
    try {
      URI uri = URI.create(text);
      String scheme = uri.getScheme();
      boolean http = "http".equals(scheme) || "https".equals(scheme);
      if (http && uri.getHost() != null && uri.getQuery() == null) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // told below, as everything else that is no endpoint
    }
    options.problem("endpoint", "an http or https address without a query", text);
    return NOWHERE;
  }

  private static boolean isLocal(URI endpoint) {
    String host = endpoint.getHost();
    return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
  }
}
