package org.example.httpdeltas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.karuta.testkit.delta.Booked;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A site's end: takes batches over HTTP and keeps books in memory. Thread-safe. */
final class Site implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final Map<String, Booked> books = new HashMap<>();
  private final Map<String, Long> lastSequences = new HashMap<>();
  private final List<String> keys = new ArrayList<>();
  private final List<String> authorizations = new ArrayList<>();
  private int status = 204;
  private boolean losesAnswers;
  private boolean silent;

  Site() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/deltas", this::answer);
    server.start();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/deltas");
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    authorizations.addAll(exchange.getRequestHeaders().getOrDefault("Authorization", List.of("")));
    if (silent) {
      return; // for ever
    }
    if (exchange.getRequestMethod().equals("GET")) {
      answerHowFar(exchange);
      return;
    }
    keys.addAll(exchange.getRequestHeaders().getOrDefault("Idempotency-Key", List.of()));
    if (status == 204) {
      book(JSON.readTree(body));
    }
    if (losesAnswers) {
      exchange.close();
    } else {
      exchange.sendResponseHeaders(status, -1);
    }
  }

  private void answerHowFar(HttpExchange exchange) throws IOException {
    String ring = exchange.getRequestURI().getQuery().replace("ring=", "");
    byte[] last = ("" + lastSequences.get(ring)).getBytes(StandardCharsets.US_ASCII);
    boolean known = lastSequences.containsKey(ring);
    exchange.sendResponseHeaders(status != 204 ? status : known ? 200 : 404, last.length);
    exchange.getResponseBody().write(last);
    exchange.close();
  }

  private void book(JsonNode batch) {
    String ring = batch.get("ring").asText();
    long last = batch.get("last_sequence").asLong();
    if (last <= lastSequences.getOrDefault(ring, -1L)) {
      return;
    }
    lastSequences.put(ring, last);
    for (JsonNode total : batch.get("totals")) {
      String key = total.get("user_number").asLong() + " " + total.get("torrent_number").asLong();
      Booked before = books.getOrDefault(key, Booked.NOTHING);
      books.put(
          key,
          new Booked(
              before.uploaded() + total.get("uploaded").asLong(),
              before.downloaded() + total.get("downloaded").asLong(),
              before.snatches() + total.get("snatches").asLong(),
              total.get("left").asLong(),
              total.get("active").asBoolean()));
    }
  }

  synchronized Booked booked(long userNumber, long torrentNumber) {
    return books.getOrDefault(userNumber + " " + torrentNumber, Booked.NOTHING);
  }

  synchronized List<String> keys() {
    return List.copyOf(keys);
  }

  synchronized List<String> authorizations() {
    return List.copyOf(authorizations);
  }

  /** What it answers from now on; it books with 204 only. */
  synchronized void status(int status) {
    this.status = status;
  }

  /** Whether it hangs up after it has booked. */
  synchronized void losesAnswers(boolean loses) {
    losesAnswers = loses;
  }

  /** Never answers again. */
  synchronized void silent() {
    silent = true;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
