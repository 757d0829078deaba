package org.example.httpdeltas;

import io.karuta.pipeline.delta.DeltaBatch;
import io.karuta.pipeline.delta.DeltaHandler;
import io.karuta.pipeline.delta.DeltaHandlerException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;

/**
 * Posts each batch to the site and believes it when the answer is a 2xx. One call at a time.
 *
 * <p>The site adds a batch to its books and notes ring and last sequence in one transaction, and
 * answers a batch that it has already with a 2xx as well. Asked with {@code GET ?ring=...} it says
 * the last sequence that it has noted, or 404. Then every delta counts exactly once.
 */
final class HttpDeltaHandler implements DeltaHandler {

  private final HttpDeltaConfig config;
  private final HttpClient client;

  HttpDeltaHandler(HttpDeltaConfig config) {
    this.config = config;
    client = HttpClient.newBuilder().connectTimeout(config.timeout()).build();
  }

  @Override
  public void handle(DeltaBatch batch) throws DeltaHandlerException {
    String key = batch.ring() + "-" + batch.firstSequence() + "-" + batch.lastSequence();
    HttpResponse<String> response =
        send(
            request(config.endpoint())
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(BatchJson.of(batch))));
    if (response.statusCode() / 100 != 2) {
      // The same batch comes again after a while: retrying is the tracker's business.
      throw new DeltaHandlerException(config.endpoint() + " answered " + response.statusCode());
    }
  }

  @Override
  public long deliveredThrough(UUID ring) throws DeltaHandlerException {
    HttpResponse<String> response =
        send(request(URI.create(config.endpoint() + "?ring=" + ring)).GET());
    if (response.statusCode() == 404) {
      return UNKNOWN;
    }
    if (response.statusCode() != 200) {
      throw new DeltaHandlerException(config.endpoint() + " answered " + response.statusCode());
    }
    try {
      return Long.parseLong(response.body().strip());
    } catch (NumberFormatException e) {
      throw new DeltaHandlerException(config.endpoint() + " answered no sequence", e);
    }
  }

  private HttpRequest.Builder request(URI uri) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(config.timeout());
    return config.token().isEmpty()
        ? request
        : request.header("Authorization", "Bearer " + config.token());
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws DeltaHandlerException {
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new DeltaHandlerException(config.endpoint() + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DeltaHandlerException(config.endpoint() + ": interrupted", e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
