package io.karuta.frontend.http;

import io.karuta.pipeline.bittorrent.AnnounceRequest;
import java.util.ArrayDeque;

/**
 * The calls of one I/O thread that no request uses at the moment. Confined to that thread. Grows to
 * as many calls as were ever under way at one time.
 */
final class CallPool {

  private final CallContext context;
  private final ArrayDeque<Call> announces = new ArrayDeque<>();
  private final ArrayDeque<Call> scrapes = new ArrayDeque<>();

  /** Scratch for the passkey of a path while it is matched. */
  private final byte[] passkey = new byte[AnnounceRequest.MAX_PASSKEY_LENGTH_BYTES];

  CallPool(CallContext context) {
    this.context = context;
  }

  byte[] passkey() {
    return passkey;
  }

  Call takeAnnounce() {
    Call call = announces.poll();
    return call == null ? new AnnounceCall(context, announces) : call;
  }

  Call takeScrape() {
    Call call = scrapes.poll();
    return call == null ? new ScrapeCall(context, scrapes) : call;
  }
}
