package io.karuta.frontend.http;

import io.karuta.pipeline.bittorrent.AnnounceRequest;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

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

  /** Calls that were taken and have not ended. */
  private int underWay;

  /** Runs at the end of the last call; set when nobody takes calls any more. */
  private @Nullable Runnable whenIdle;

  CallPool(CallContext context) {
    this.context = context;
  }

  byte[] passkey() {
    return passkey;
  }

  Call takeAnnounce() {
    underWay++;
    Call call = announces.poll();
    return call == null ? new AnnounceCall(context, this) : call;
  }

  Call takeScrape() {
    underWay++;
    Call call = scrapes.poll();
    return call == null ? new ScrapeCall(context, this) : call;
  }

  /** Takes a call back that has ended. */
  void giveBack(AnnounceCall call) {
    announces.push(call);
    ended();
  }

  /** Takes a call back that has ended. */
  void giveBack(ScrapeCall call) {
    scrapes.push(call);
    ended();
  }

  private void ended() {
    underWay--;
    if (underWay == 0 && whenIdle != null) {
      whenIdle.run();
    }
  }

  /** Runs an action once the last call has ended; nobody may take another one. */
  void whenIdle(Runnable action) {
    whenIdle = action;
    if (underWay == 0) {
      action.run();
    }
  }
}
