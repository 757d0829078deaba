package io.karuta.frontend.http;

import io.karuta.pipeline.bittorrent.AnnounceResponse;
import io.karuta.pipeline.bittorrent.BencodeWriter;
import io.karuta.pipeline.bittorrent.PeerList;

/**
 * Writes peers as a list of dictionaries, as BEP 3 has them: {@code ip} as text and {@code port},
 * both families in one list. Without {@code peer id}, which the store doesn't keep and clients do
 * without. Confined to one thread; allocates nothing.
 */
final class PeerDictionaries {

  private static final byte[] IP = BencodeWriter.encode("ip");
  private static final byte[] PORT = BencodeWriter.encode("port");
  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };

  /** As long as eight groups of four digits and seven colons. */
  private final byte[] text = new byte[39];

  private int length;

  void write(AnnounceResponse response, BencodeWriter writer) {
    writer.beginList();
    writePeers(response.ipv4Peers(), writer);
    writePeers(response.ipv6Peers(), writer);
    writer.end();
  }

  private void writePeers(PeerList peers, BencodeWriter writer) {
    byte[] bytes = peers.bytes();
    int stride = peers.endpointLengthBytes();
    for (int offset = 0; offset < peers.lengthBytes(); offset += stride) {
      int portAt = offset + stride - 2;
      length = 0;
      if (stride == 6) {
        ipv4(bytes, offset);
      } else {
        ipv6(bytes, offset);
      }
      writer.beginDictionary();
      writer.encoded(IP);
      writer.string(text, 0, length);
      writer.encoded(PORT);
      writer.integer(((bytes[portAt] & 0xff) << 8) | (bytes[portAt + 1] & 0xff));
      writer.end();
    }
  }

  private void ipv4(byte[] bytes, int offset) {
    for (int i = 0; i < 4; i++) {
      if (i > 0) {
        text[length++] = '.';
      }
      int part = bytes[offset + i] & 0xff;
      if (part >= 100) {
        text[length++] = HEX[part / 100];
      }
      if (part >= 10) {
        text[length++] = HEX[part / 10 % 10];
      }
      text[length++] = HEX[part % 10];
    }
  }

  /** Eight groups without leading zeros; "::" is optional (RFC 4291 section 2.2). */
  private void ipv6(byte[] bytes, int offset) {
    for (int i = 0; i < 16; i += 2) {
      if (i > 0) {
        text[length++] = ':';
      }
      int group = ((bytes[offset + i] & 0xff) << 8) | (bytes[offset + i + 1] & 0xff);
      int shift = 12;
      while (shift > 0 && group >>> shift == 0) {
        shift -= 4;
      }
      for (; shift >= 0; shift -= 4) {
        text[length++] = HEX[(group >>> shift) & 0xf];
      }
    }
  }
}
