package io.karuta.pipeline.engine;

import io.karuta.pipeline.bittorrent.AnnounceRequest;
import io.karuta.pipeline.bittorrent.AnnounceResponse;
import io.karuta.pipeline.bittorrent.ClientAddress;
import io.karuta.pipeline.bittorrent.Endpoint;
import io.karuta.pipeline.bittorrent.Event;
import io.karuta.pipeline.bittorrent.FailureReason;
import io.karuta.pipeline.bittorrent.InfoHash;
import io.karuta.pipeline.bittorrent.Verdict;
import io.karuta.pipeline.control.AnnounceTraces.Traced;
import io.karuta.pipeline.hook.AnnounceExchange;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Puts an announce into words, for the few that are traced. */
final class TracedText {

  private static final int PORT_LENGTH_BYTES = 2;
  private static final int LONGEST_ADDRESS_BYTES = 16;

  private TracedText() {}

  static Traced of(AnnounceExchange exchange, Verdict verdict, String hook, long nanos) {
    AnnounceRequest request = exchange.request();
    AnnounceResponse response = exchange.response();
    FailureReason refusal = verdict instanceof FailureReason reason ? reason : null;
    return new Traced(
        Integer.toUnsignedLong(exchange.nowSecond()),
        InfoHash.of(request.infoHash(), 0),
        request.event() == Event.NONE ? "" : request.event().name().toLowerCase(Locale.ROOT),
        address(request.address(), request.port()),
        peerId(request.peerId()),
        request.uploaded(),
        request.downloaded(),
        request.left(),
        refusal == null ? "served" : refusal.code(),
        refusal == null ? "" : refusal.text(),
        hook,
        refusal == null ? response.ipv4Peers().size() + response.ipv6Peers().size() : 0,
        TimeUnit.NANOSECONDS.toMicros(nanos));
  }

  private static String address(ClientAddress address, int port) {
    byte[] wire = new byte[LONGEST_ADDRESS_BYTES + PORT_LENGTH_BYTES];
    int length = address.writeConnected(wire, 0);
    if (length == 0) {
      return "";
    }
    wire[length] = (byte) (port >>> 8);
    wire[length + 1] = (byte) port;
    return Endpoint.ofWire(wire, 0, length + PORT_LENGTH_BYTES).toString();
  }

  private static String peerId(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    for (byte each : bytes) {
      if (each > ' ' && each < 0x7f && each != '%') {
        text.append((char) each);
      } else {
        text.append(String.format(Locale.ROOT, "%%%02x", each));
      }
    }
    return text.toString();
  }
}
