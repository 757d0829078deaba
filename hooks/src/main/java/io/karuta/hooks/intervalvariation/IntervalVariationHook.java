package io.karuta.hooks.intervalvariation;

import io.karuta.pipeline.bittorrent.AnnounceRequest;
import io.karuta.pipeline.bittorrent.AnnounceResponse;
import io.karuta.pipeline.bittorrent.InfoHash;
import io.karuta.pipeline.bittorrent.Verdict;
import io.karuta.pipeline.hook.AnnounceExchange;
import io.karuta.pipeline.hook.PreHook;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Lengthens the interval by a share of its own for every peer and torrent. Thread-safe, allocates
 * nothing.
 *
 * <p>The share is a hash of info hash and peer id, as chihaya has it, and not drawn anew at every
 * announce: a client whose thousand torrents began in the same second is spread after one interval
 * either way, but here an operator who looks at a client sees a steady rhythm, and no random source
 * is shared between threads.
 */
final class IntervalVariationHook implements PreHook {

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Offset of the last 8 of 20 bytes. */
  private static final int TAIL = InfoHash.LENGTH_BYTES - Long.BYTES;

  private final IntervalVariationConfig config;

  IntervalVariationHook(IntervalVariationConfig config) {
    this.config = config;
  }

  @Override
  public Verdict onAnnounce(AnnounceExchange exchange) {
    AnnounceRequest request = exchange.request();
    AnnounceResponse response = exchange.response();
    int increaseSeconds = increaseSeconds(request.infoHash(), request.peerId());
    response.intervalSeconds(response.intervalSeconds() + increaseSeconds);
    if (config.varyMinInterval() && response.minIntervalSeconds() > 0) {
      response.minIntervalSeconds(response.minIntervalSeconds() + increaseSeconds);
    }
    return Verdict.PROCEED;
  }

  /** 0 to the configured most, both included, each as likely. */
  private int increaseSeconds(byte[] infoHash, byte[] peerId) {
    long hash = absorb(absorb(absorb(0, infoHash, 0), infoHash, 8), infoHash, TAIL);
    hash = absorb(absorb(absorb(hash, peerId, 0), peerId, 8), peerId, TAIL);
    return (int) Math.unsignedMultiplyHigh(hash, config.maxIncreaseSeconds() + 1L);
  }

  /** One step of SplitMix64, whose finalizer spreads every bit of the input over the output. */
  private static long absorb(long hash, byte[] bytes, int offset) {
    long z = (hash ^ (long) LONG.get(bytes, offset)) + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
