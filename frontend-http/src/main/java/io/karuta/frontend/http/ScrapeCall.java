package io.karuta.frontend.http;

import io.karuta.pipeline.bittorrent.BencodeWriter;
import io.karuta.pipeline.bittorrent.ScrapeRequest;
import io.karuta.pipeline.bittorrent.Verdict;
import io.karuta.pipeline.engine.TrackerLogic;
import io.karuta.pipeline.hook.ScrapeExchange;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.util.Objects;

/** A scrape; confined as {@link Call} says. */
final class ScrapeCall extends Call {

  private final CallPool pool;
  private final ScrapeExchange exchange = new ScrapeExchange();
  private final ScrapeReply reply = new ScrapeReply();
  private final ScrapeParser parser;
  private final ClientAddressResolver resolver;

  ScrapeCall(CallContext context, CallPool pool) {
    super(context);
    this.pool = pool;
    parser = new ScrapeParser(context.rules());
    resolver = new ClientAddressResolver(context.config().addresses(), context.trusted());
  }

  @Override
  void begin(TrackerLogic logic) {
    logic.begin(exchange);
  }

  @Override
  Verdict parse(HttpServerExchange http, byte[] passkey, int passkeyLength) {
    ScrapeRequest request = exchange.request();
    System.arraycopy(passkey, 0, request.passkey(), 0, passkeyLength);
    request.passkeyLengthBytes(passkeyLength);
    request.userAgent(
        Objects.requireNonNullElse(http.getRequestHeaders().getFirst(Headers.USER_AGENT), ""));
    Verdict resolved =
        resolver.resolve(http.getSourceAddress(), http.getRequestHeaders(), request.address());
    return resolved == Verdict.PROCEED ? parser.parse(http.getQueryString(), request) : resolved;
  }

  @Override
  boolean run(TrackerLogic logic) {
    return logic.scrape(exchange);
  }

  @Override
  void finish(TrackerLogic logic) {
    logic.finishScrape(exchange);
  }

  @Override
  CallMetrics metrics() {
    return context().metrics().scrapes();
  }

  @Override
  Verdict verdict() {
    return exchange.verdict();
  }

  @Override
  void write(BencodeWriter writer) {
    reply.write(exchange.request(), exchange.response(), writer);
  }

  @Override
  void after(TrackerLogic logic) {
    logic.afterScrape(exchange);
  }

  @Override
  void giveBack() {
    pool.giveBack(this);
  }
}
