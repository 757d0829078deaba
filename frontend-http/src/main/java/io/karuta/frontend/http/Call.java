package io.karuta.frontend.http;

import io.karuta.pipeline.bittorrent.BencodeWriter;
import io.karuta.pipeline.bittorrent.FailureReason;
import io.karuta.pipeline.bittorrent.Verdict;
import io.karuta.pipeline.engine.TrackerLogic;
import io.undertow.io.IoCallback;
import io.undertow.io.Sender;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.io.IOException;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;

/**
 * One request from its first hook to its last byte, with everything that it needs; recycled.
 *
 * <p>A call belongs to one I/O thread: it is taken from that thread's stack, and put back there
 * when the reply has left. In between, only a chain that waits runs elsewhere, on a virtual thread,
 * which hands the call back to the I/O thread for the reply. So neither the stack nor the call
 * needs a lock, and no thread-local is needed either: connections know their I/O thread, and I/O
 * threads are numbered.
 */
abstract class Call implements IoCallback {

  private static final String TEXT_PLAIN = "text/plain";

  private final CallContext context;
  private final BencodeWriter writer = new BencodeWriter();
  private final Runnable wait = this::waitForHooks;
  private final Runnable reply = this::reply;

  /** Set while a request is under way; null only on the stack. */
  private @Nullable HttpServerExchange http;

  private @Nullable TrackerLogic logic;

  /** Set if a hook that waits broke its promise not to throw. */
  private @Nullable FailureReason defect;

  private boolean shownToObservers;
  private long beganNanos;

  Call(CallContext context) {
    this.context = context;
  }

  /** Makes the exchange ready for a new request. */
  abstract void begin(TrackerLogic logic);

  /**
   * Fills the request.
   *
   * @param passkey from the path; its first {@code passkeyLength} bytes count
   */
  abstract Verdict parse(HttpServerExchange http, byte[] passkey, int passkeyLength);

  /** Runs the hooks that don't wait; false if others are left. */
  abstract boolean run(TrackerLogic logic);

  /** Runs the hooks that are left. */
  abstract void finish(TrackerLogic logic);

  /** What is counted of requests of this kind. */
  abstract CallMetrics metrics();

  /** What became of the request. */
  abstract Verdict verdict();

  /** Encodes the reply of a request that was not refused. */
  abstract void write(BencodeWriter writer);

  /** Shows the complete request to observers. */
  abstract void after(TrackerLogic logic);

  /** Goes back to where it was taken from. */
  abstract void giveBack();

  final CallContext context() {
    return context;
  }

  /** Serves a request whose path was matched; on the I/O thread. */
  final void serve(
      HttpServerExchange exchange, TrackerLogic trackerLogic, byte[] passkey, int passkeyLength) {
    beganNanos = System.nanoTime();
    http = exchange;
    logic = trackerLogic;
    shownToObservers = false;
    defect = null;
    begin(trackerLogic);
    Verdict parsed =
        passkeyLength == Route.BAD_PASSKEY
            ? Refusals.INVALID_PASSKEY
            : parse(exchange, passkey, passkeyLength);
    if (parsed instanceof FailureReason refusal) {
      refuse(refusal);
      return;
    }
    shownToObservers = true;
    if (run(trackerLogic)) {
      reply();
    } else {
      exchange.dispatch(trackerLogic.blockingExecutor(), wait);
    }
  }

  /** On a virtual thread. */
  private void waitForHooks() {
    HttpServerExchange exchange = http();
    try {
      finish(logic());
    } catch (RuntimeException e) {
      defect = context.defect(e);
    }
    try {
      exchange.getIoThread().execute(reply);
    } catch (RejectedExecutionException _) {
      // The frontend was stopped and its patience is over: there is nobody left to tell.
      IoUtils.safeClose(exchange.getConnection());
    }
  }

  private void reply() {
    HttpServerExchange exchange = http();
    try {
      if (defect != null) {
        refuse(defect);
      } else if (verdict() instanceof FailureReason refusal) {
        refuse(refusal);
      } else {
        writer.clear();
        write(writer);
        metrics().served();
        send();
      }
    } catch (RuntimeException e) {
      FailureReason reason = context.defect(e);
      if (exchange.isResponseStarted()) {
        IoUtils.safeClose(exchange.getConnection());
      } else {
        refuse(reason);
      }
    }
  }

  private void refuse(FailureReason refusal) {
    metrics().refused(refusal);
    writer.clear();
    FailureReply.write(refusal, writer);
    send();
  }

  private void send() {
    HttpServerExchange exchange = http();
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, TEXT_PLAIN);
    exchange.setResponseContentLength(writer.lengthBytes());
    exchange.getResponseSender().send(writer.buffer(), this);
  }

  @Override
  public final void onComplete(HttpServerExchange exchange, Sender sender) {
    release();
    exchange.endExchange();
  }

  @Override
  public final void onException(HttpServerExchange exchange, Sender sender, IOException failure) {
    // The client has gone; what it announced counts all the same.
    release();
    exchange.endExchange();
    IoUtils.safeClose(exchange.getConnection());
  }

  private void release() {
    metrics().took(System.nanoTime() - beganNanos);
    if (shownToObservers) {
      after(logic());
    }
    http = null;
    logic = null;
    giveBack();
  }

  private HttpServerExchange http() {
    if (http == null) {
      throw new IllegalStateException("call: on the stack (expected: in use)");
    }
    return http;
  }

  private TrackerLogic logic() {
    if (logic == null) {
      throw new IllegalStateException("call: on the stack (expected: in use)");
    }
    return logic;
  }
}
