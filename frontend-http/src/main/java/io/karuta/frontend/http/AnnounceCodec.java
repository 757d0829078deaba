package io.karuta.frontend.http;

import io.karuta.pipeline.bittorrent.AnnounceRequest;
import io.karuta.pipeline.bittorrent.BencodeWriter;
import io.karuta.pipeline.bittorrent.Verdict;
import io.karuta.pipeline.hook.AnnounceExchange;

/**
 * What the frontend does with an announce apart from HTTP: reads the query (BEP 3, 7, 21, 23) and
 * encodes the reply. Public so that it can be measured without sockets. Confined to one thread;
 * allocates nothing.
 */
public final class AnnounceCodec {

  private final AnnounceParser parser;
  private final AnnounceReply reply = new AnnounceReply();
  private final boolean dictionaryPeers;

  AnnounceCodec(CallContext context) {
    this(context.rules(), context.config().dictionaryPeers());
  }

  private AnnounceCodec(RequestRules rules, boolean dictionaryPeers) {
    parser = new AnnounceParser(rules);
    this.dictionaryPeers = dictionaryPeers;
  }

  /** A codec by the rules of {@code config}. */
  public static AnnounceCodec of(HttpConfig config) {
    return new AnnounceCodec(new RequestRules(config), config.dictionaryPeers());
  }

  /**
   * Fills the request, but for its address and user agent.
   *
   * @param query raw, still percent-encoded, one char per byte
   * @param request freshly cleared; a passkey that it has already is kept
   * @return {@link Verdict#PROCEED}, or what is wrong with the query
   */
  public Verdict parse(String query, AnnounceRequest request) {
    return parser.parse(query, request);
  }

  /** Appends the reply to an announce that was not refused. */
  public void write(AnnounceExchange exchange, BencodeWriter writer) {
    AnnounceRequest request = exchange.request();
    boolean compact = request.compact() || !dictionaryPeers;
    reply.write(exchange.response(), request.address(), compact, writer);
  }
}
