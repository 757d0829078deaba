package io.karuta.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

/** Sends calls and tries again where that is safe. Thread-safe. */
final class Rest implements AutoCloseable {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  /** Three of the tracker's heartbeats, and some. */
  static final Duration MAX_SILENCE = Duration.ofSeconds(50);

  /** An answer that is no refusal. */
  static final class Answer {

    private final int status;
    private final byte[] body;
    private final String etag;

    Answer(int status, byte[] body, Optional<String> etag) {
      this.status = status;
      this.body = body;
      this.etag = etag.orElse("");
    }

    <T> T as(Json.Kind<T> kind) {
      try {
        return Json.read(body, kind);
      } catch (IOException e) {
        throw KarutaException.unexpected(status, "an answer that is none of the admin API's", e);
      }
    }

    <T> Versioned<T> versioned(Json.Kind<T> kind) {
      return new Versioned<>(as(kind), etag);
    }

    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  private final ClientConfig config;
  private final HttpClient http;
  private final Pause pause;
  private final Duration maxSilence;

  Rest(ClientConfig config, Pause pause, Duration maxSilence) {
    this.config = config;
    this.pause = pause;
    this.maxSilence = maxSilence;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(config.timeout())
            .followRedirects(HttpClient.Redirect.NEVER);
    config.certificate().ifPresent(file -> builder.sslContext(Trust.in(file)));
    http = builder.build();
  }

  URI url() {
    return config.url();
  }

  int attempts() {
    return config.attempts();
  }

  /** How long an answer that has no end may pause before it is given up. */
  Duration maxSilence() {
    return maxSilence;
  }

  /** Waits before another attempt, the longer the more there were. */
  void pauseAfter(int attempt) {
    pause(backoff(attempt));
  }

  Answer send(Call call) {
    return send(call, 200);
  }

  /** Sends a call for which another status, besides those of success, is an answer too. */
  Answer send(Call call, int answerToo) {
    HttpResponse<byte[]> response = exchange(call, BodyHandlers.ofByteArray());
    if (response.statusCode() >= 300 && response.statusCode() != answerToo) {
      throw ErrorBody.read(response.statusCode(), response.body());
    }
    return new Answer(
        response.statusCode(), response.body(), response.headers().firstValue("ETag"));
  }

  /** Sends a call whose answer has no end; the caller closes it. */
  InputStream open(Call call) {
    HttpResponse<InputStream> response = exchange(call, BodyHandlers.ofInputStream());
    if (response.statusCode() != 200) {
      try (InputStream body = response.body()) {
        throw ErrorBody.read(response.statusCode(), body.readAllBytes());
      } catch (IOException e) {
        throw unreachable(e);
      }
    }
    return response.body();
  }

  private <B> HttpResponse<B> exchange(Call call, BodyHandler<B> handler) {
    HttpRequest request = request(call);
    for (int attempt = 1; ; attempt++) {
      try {
        HttpResponse<B> response = http.send(request, handler);
        Optional<Duration> wait = waitBeforeNext(response, attempt);
        if (attempt == config.attempts() || wait.isEmpty()) {
          return response;
        }
        pause(wait.get());
      } catch (IOException e) {
        if (attempt == config.attempts() || !mayRepeat(call, e)) {
          throw unreachable(e);
        }
        pause(backoff(attempt));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw KarutaException.unreachable("interrupted while " + config.url() + " was asked", e);
      }
    }
  }

  private HttpRequest request(Call call) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base() + call.path()))
            .timeout(config.timeout())
            .method(
                call.method(),
                call.body()
                    .map(body -> BodyPublishers.ofByteArray(Json.bytes(body)))
                    .orElseGet(BodyPublishers::noBody));
    if (!config.credential().isEmpty()) {
      request.header("Authorization", "Bearer " + config.credential());
    }
    if (call.body().isPresent()) {
      request.header("Content-Type", "application/json");
    }
    call.headers().forEach(request::header);
    return request.build();
  }

  private String base() {
    String url = config.url().toString();
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  /** After 429 and 503 nothing was changed, whatever was asked. */
  private static Optional<Duration> waitBeforeNext(HttpResponse<?> response, int attempt) {
    if (response.request().uri().getPath().equals(KarutaClient.READY)
        || (response.statusCode() != 429 && response.statusCode() != 503)) {
      return Optional.empty();
    }
    Optional<String> told = response.headers().firstValue("Retry-After");
    Duration wait =
        told.filter(text -> text.matches("[0-9]{1,6}"))
            .map(text -> Duration.ofSeconds(Long.parseLong(text)))
            .orElse(backoff(attempt));
    return Optional.of(wait).filter(time -> time.compareTo(LONGEST_PAUSE) <= 0);
  }

  private static boolean mayRepeat(Call call, IOException failure) {
    if (failure instanceof SSLHandshakeException) {
      return false; // a certificate doesn't get better by asking again
    }
    boolean neverSent =
        failure instanceof ConnectException || failure instanceof HttpConnectTimeoutException;
    return neverSent || call.repeatable();
  }

  private static Duration backoff(int attempt) {
    Duration time = FIRST_PAUSE.multipliedBy(1L << Math.min(attempt - 1, 20));
    return time.compareTo(LONGEST_PAUSE) < 0 ? time : LONGEST_PAUSE;
  }

  private void pause(Duration time) {
    try {
      pause.pause(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw KarutaException.unreachable("interrupted between two attempts", e);
    }
  }

  private KarutaException unreachable(IOException e) {
    String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    if (e instanceof ConnectException) {
      why = "nobody listens there";
    } else if (e instanceof SSLException) {
      why = "TLS: " + why;
    }
    return KarutaException.unreachable("no answer from " + config.url() + ": " + why, e);
  }

  @Override
  public void close() {
    http.shutdownNow();
    http.close();
  }
}
