package io.karuta.frontend.http;

import io.karuta.pipeline.bittorrent.AnnounceRequest;
import io.karuta.pipeline.bittorrent.ClientAddress;
import io.karuta.pipeline.bittorrent.Event;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** A copy of all that a recycled request said; binary values in hexadecimal. */
record SeenAnnounce(
    String infoHash,
    String peerId,
    String passkey,
    int port,
    long uploaded,
    long downloaded,
    boolean leftPresent,
    long left,
    Event event,
    int numWant,
    boolean compact,
    boolean noPeerId,
    long corrupt,
    String userAgent,
    String address) {

  static SeenAnnounce of(AnnounceRequest request) {
    return new SeenAnnounce(
        HexFormat.of().formatHex(request.infoHash()),
        HexFormat.of().formatHex(request.peerId()),
        passkey(request.passkey(), request.passkeyLengthBytes()),
        request.port(),
        request.uploaded(),
        request.downloaded(),
        request.leftPresent(),
        request.left(),
        request.event(),
        request.numWant(),
        request.compact(),
        request.noPeerId(),
        request.corrupt(),
        request.userAgent(),
        address(request.address()));
  }

  static String passkey(byte[] bytes, int length) {
    return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
  }

  /** The address that the request came from. */
  static String address(ClientAddress address) {
    byte[] bytes = new byte[16];
    int length = address.writeConnected(bytes, 0);
    try {
      return length == 0
          ? "none"
          : InetAddress.getByAddress(Arrays.copyOf(bytes, length)).getHostAddress();
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }
}
