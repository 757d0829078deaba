package io.karuta.frontend.http;

import io.karuta.pipeline.bittorrent.AnnounceResponse;
import io.karuta.pipeline.bittorrent.BencodeWriter;
import io.karuta.pipeline.bittorrent.ClientAddress;
import io.karuta.pipeline.bittorrent.PeerList;

/** Encodes replies to announces (BEP 3, 7, 23, 24). Confined to one thread; allocates nothing. */
final class AnnounceReply {

  private static final byte[] COMPLETE = BencodeWriter.encode("complete");
  private static final byte[] DOWNLOADED = BencodeWriter.encode("downloaded");
  private static final byte[] EXTERNAL_IP = BencodeWriter.encode("external ip");
  private static final byte[] INCOMPLETE = BencodeWriter.encode("incomplete");
  private static final byte[] INTERVAL = BencodeWriter.encode("interval");
  private static final byte[] MIN_INTERVAL = BencodeWriter.encode("min interval");
  private static final byte[] PEERS = BencodeWriter.encode("peers");
  private static final byte[] PEERS6 = BencodeWriter.encode("peers6");
  private static final byte[] WARNING = BencodeWriter.encode("warning message");

  private final byte[] externalIp = new byte[16];
  private final PeerDictionaries peerDictionaries = new PeerDictionaries();

  /**
   * Writes the reply.
   *
   * @param client where the request came from, for {@code external ip}
   * @param compact whether peers are strings (BEP 23) or, if not, dictionaries (BEP 3)
   */
  void write(
      AnnounceResponse response, ClientAddress client, boolean compact, BencodeWriter writer) {
    writer.beginDictionary();
    writer.encoded(COMPLETE);
    writer.integer(response.complete());
    writer.encoded(DOWNLOADED);
    writer.integer(response.downloaded());
    int externalIpLength = client.writeConnected(externalIp, 0);
    if (externalIpLength > 0) {
      writer.encoded(EXTERNAL_IP);
      writer.string(externalIp, 0, externalIpLength);
    }
    writer.encoded(INCOMPLETE);
    writer.integer(response.incomplete());
    writer.encoded(INTERVAL);
    writer.integer(response.intervalSeconds());
    if (response.minIntervalSeconds() > 0) {
      writer.encoded(MIN_INTERVAL);
      writer.integer(response.minIntervalSeconds());
    }
    writer.encoded(PEERS);
    if (compact) {
      writeCompact(response, writer);
    } else {
      peerDictionaries.write(response, writer);
    }
    if (!response.warning().isEmpty()) {
      writer.encoded(WARNING);
      writer.text(response.warning());
    }
    writer.end();
  }

  private static void writeCompact(AnnounceResponse response, BencodeWriter writer) {
    PeerList ipv4 = response.ipv4Peers();
    writer.string(ipv4.bytes(), 0, ipv4.lengthBytes());
    PeerList ipv6 = response.ipv6Peers();
    if (ipv6.size() > 0) {
      writer.encoded(PEERS6);
      writer.string(ipv6.bytes(), 0, ipv6.lengthBytes());
    }
  }
}
