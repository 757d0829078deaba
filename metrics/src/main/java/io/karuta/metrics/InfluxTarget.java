package io.karuta.metrics;

import io.karuta.pipeline.config.Options;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;

/**
 * An InfluxDB that is sent metrics over HTTP. Immutable.
 *
 * @param url where it listens, e.g. {@code http://127.0.0.1:8086}
 * @param organisation of version 2; empty for version 1
 * @param bucket of version 2; empty for version 1
 * @param token of version 2; may be empty
 * @param database of version 1
 * @param user of version 1; empty for none
 * @param password of version 1
 * @param interval how often metrics are sent, whole seconds
 */
public record InfluxTarget(
    String url,
    String organisation,
    String bucket,
    String token,
    String database,
    String user,
    String password,
    Duration interval) {

  static InfluxTarget read(Options options) {
    InfluxTarget target =
        new InfluxTarget(
            options.string("url", "http://127.0.0.1:8086"),
            options.string("organisation", ""),
            options.string("bucket", ""),
            options.secret("token", ""),
            options.string("database", "karuta"),
            options.string("user", ""),
            options.secret("password", ""),
            Interval.read(options));
    if (!isHttp(target.url)) {
      options.problem("url", "http://host:port or https://host:port", target.url);
    }
    if (target.bucket.isEmpty() != target.organisation.isEmpty()) {
      String missing = target.bucket.isEmpty() ? "bucket" : "organisation";
      options.problem(missing, "a text, since InfluxDB 2 needs organisation and bucket", "");
    }
    if (!target.isVersion2() && !target.token.isEmpty()) {
      options.problem("token", "organisation and bucket beside it", "a token alone");
    }
    if (target.user.isEmpty() && !target.password.isEmpty()) {
      options.problem("password", "a user beside it", "a password alone");
    }
    return target;
  }

  private static boolean isHttp(String url) {
    try {
      URI uri = new URI(url);
      boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      return http && uri.getHost() != null && uri.getRawUserInfo() == null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /** Whether it is written to as version 2 and later want it. */
  boolean isVersion2() {
    return !bucket.isEmpty();
  }

  /** Everything but the secrets. */
  @Override
  public String toString() {
    return "InfluxTarget[url=" + url + ", bucket=" + bucket + ", database=" + database + "]";
  }
}
