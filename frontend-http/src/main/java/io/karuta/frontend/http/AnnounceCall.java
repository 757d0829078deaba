package io.karuta.frontend.http;

import io.karuta.pipeline.bittorrent.AnnounceRequest;
import io.karuta.pipeline.bittorrent.BencodeWriter;
import io.karuta.pipeline.bittorrent.Verdict;
import io.karuta.pipeline.engine.TrackerLogic;
import io.karuta.pipeline.hook.AnnounceExchange;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.util.Objects;

/** An announce; confined as {@link Call} says. */
final class AnnounceCall extends Call {

  private final CallPool pool;
  private final AnnounceExchange exchange = new AnnounceExchange();
  private final AnnounceCodec codec;
  private final ClientAddressResolver resolver;

  AnnounceCall(CallContext context, CallPool pool) {
    super(context);
    this.pool = pool;
    codec = new AnnounceCodec(context);
    resolver = new ClientAddressResolver(context.config().addresses(), context.trusted());
  }

  @Override
  void begin(TrackerLogic logic) {
    logic.begin(exchange);
  }

  @Override
  Verdict parse(HttpServerExchange http, byte[] passkey, int passkeyLength) {
    AnnounceRequest request = exchange.request();
    System.arraycopy(passkey, 0, request.passkey(), 0, passkeyLength);
    request.passkeyLengthBytes(passkeyLength);
    request.userAgent(
        Objects.requireNonNullElse(http.getRequestHeaders().getFirst(Headers.USER_AGENT), ""));
    Verdict resolved =
        resolver.resolve(http.getSourceAddress(), http.getRequestHeaders(), request.address());
    return resolved == Verdict.PROCEED ? codec.parse(http.getQueryString(), request) : resolved;
  }

  @Override
  boolean run(TrackerLogic logic) {
    return logic.announce(exchange);
  }

  @Override
  void finish(TrackerLogic logic) {
    logic.finishAnnounce(exchange);
  }

  @Override
  CallMetrics metrics() {
    return context().metrics().announces();
  }

  @Override
  Verdict verdict() {
    return exchange.verdict();
  }

  @Override
  void write(BencodeWriter writer) {
    codec.write(exchange, writer);
  }

  @Override
  void after(TrackerLogic logic) {
    logic.afterAnnounce(exchange);
  }

  @Override
  void giveBack() {
    pool.giveBack(this);
  }
}
