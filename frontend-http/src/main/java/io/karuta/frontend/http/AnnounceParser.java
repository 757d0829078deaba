package io.karuta.frontend.http;

import io.karuta.pipeline.bittorrent.AnnounceRequest;
import io.karuta.pipeline.bittorrent.ClientAddress;
import io.karuta.pipeline.bittorrent.Event;
import io.karuta.pipeline.bittorrent.InfoHash;
import io.karuta.pipeline.bittorrent.PeerId;
import io.karuta.pipeline.bittorrent.Verdict;

/**
 * Reads the query of an announce (BEP 3, 7, 21, 23) straight into a recycled request; allocates
 * nothing. Confined to one thread.
 *
 * <p>The query is read to its end before anything is refused, so that it doesn't matter in which
 * order a client puts its parameters. Of a repeated parameter the last one counts, but for {@code
 * info_hash}.
 */
final class AnnounceParser {

  private static final int ABSENT = -2;
  private static final int INVALID = QueryScanner.UNDECODABLE;

  /** Longest text of a number or address that is looked at. */
  private static final int MAX_TEXT_LENGTH_BYTES = 64;

  private final RequestRules rules;
  private final QueryScanner scanner = new QueryScanner();
  private final Decimal decimal = new Decimal();
  private final AddressParameter addressParameter;
  private final byte[] text = new byte[MAX_TEXT_LENGTH_BYTES];

  private int infoHashes;
  private int infoHashLength;
  private int peerIdLength;
  private int passkeyLength;
  private long port;
  private long uploaded;
  private long downloaded;
  private long left;

  AnnounceParser(RequestRules rules) {
    this.rules = rules;
    addressParameter = new AddressParameter(rules.allowNonRoutable());
  }

  /**
   * Fills the request, but for its address and user agent.
   *
   * @param query raw, one char per byte
   * @param request freshly cleared; a passkey that it has already, from the path, is kept
   */
  Verdict parse(String query, AnnounceRequest request) {
    infoHashes = 0;
    infoHashLength = ABSENT;
    peerIdLength = ABSENT;
    passkeyLength = ABSENT;
    port = ABSENT;
    uploaded = ABSENT;
    downloaded = ABSENT;
    left = ABSENT;
    request.rawQuery(query);
    scanner.reset(query);
    while (scanner.advance()) {
      readParameter(request);
    }
    return finish(request);
  }

  private void readParameter(AnnounceRequest request) {
    if (scanner.nameIs("info_hash")) {
      infoHashes++;
      infoHashLength = scanner.decode(request.infoHash(), 0, InfoHash.LENGTH_BYTES);
    } else if (scanner.nameIs("peer_id")) {
      peerIdLength = scanner.decode(request.peerId(), 0, PeerId.LENGTH_BYTES);
    } else if (scanner.nameIs("port")) {
      port = number();
    } else if (scanner.nameIs("uploaded")) {
      uploaded = number();
    } else if (scanner.nameIs("downloaded")) {
      downloaded = number();
    } else if (scanner.nameIs("left")) {
      left = scanner.valueIsEmpty() ? ABSENT : leftBytes();
    } else if (scanner.nameIs("event")) {
      request.event(event());
    } else if (scanner.nameIs("numwant")) {
      request.numWant(numWant());
    } else if (scanner.nameIs("compact")) {
      request.compact(!scanner.valueIs("0"));
    } else if (scanner.nameIs("no_peer_id")) {
      request.noPeerId(scanner.valueIs("1"));
    } else if (scanner.nameIs("corrupt")) {
      request.corrupt(Math.max(0, number()));
    } else if (scanner.nameIs("passkey")) {
      readPasskey(request);
    } else if (rules.allowClientAddress()) {
      readAddress(request.address());
    }
  }

  /** Where the path named a passkey already, that one counts and this one is not looked at. */
  private void readPasskey(AnnounceRequest request) {
    if (request.passkeyLengthBytes() == 0) {
      passkeyLength =
          scanner.decode(request.passkey(), 0, AnnounceRequest.MAX_PASSKEY_LENGTH_BYTES);
    }
  }

  private void readAddress(ClientAddress address) {
    if (scanner.nameIs("ip") || scanner.nameIs("ipv4") || scanner.nameIs("ipv6")) {
      int length = scanner.decode(text, 0, MAX_TEXT_LENGTH_BYTES);
      addressParameter.apply(text, length, address);
    }
  }

  /** 0 to 2^63-1, or {@link #INVALID}. */
  private long number() {
    long plain = scanner.plainNumber();
    return plain == QueryScanner.NOT_PLAIN ? decodedNumber() : plain;
  }

  private long decodedNumber() {
    int length = scanner.decode(text, 0, MAX_TEXT_LENGTH_BYTES);
    return decimal.read(text, length) == Decimal.IN_RANGE ? decimal.value() : INVALID;
  }

  /** Above 2^63-1 it means that the client doesn't know yet. */
  private long leftBytes() {
    long plain = scanner.plainNumber();
    if (plain != QueryScanner.NOT_PLAIN) {
      return plain;
    }
    int length = scanner.decode(text, 0, MAX_TEXT_LENGTH_BYTES);
    return switch (decimal.read(text, length)) {
      case Decimal.IN_RANGE -> decimal.value();
      case Decimal.HUGE -> AnnounceRequest.LEFT_UNKNOWN;
      default -> INVALID;
    };
  }

  /** What is no number counts as absent: never an error, whatever a client puts there. */
  private int numWant() {
    long plain = scanner.plainNumber();
    if (plain != QueryScanner.NOT_PLAIN) {
      return (int) Math.min(plain, Integer.MAX_VALUE);
    }
    int length = scanner.decode(text, 0, MAX_TEXT_LENGTH_BYTES);
    return switch (decimal.read(text, length)) {
      case Decimal.IN_RANGE -> (int) Math.min(decimal.value(), Integer.MAX_VALUE);
      case Decimal.HUGE -> Integer.MAX_VALUE;
      default -> AnnounceRequest.NUM_WANT_DEFAULT;
    };
  }

  /** An unknown event counts as none: a refusal would make the client repeat it for ever. */
  private Event event() {
    if (scanner.valueIs("started")) {
      return Event.STARTED;
    }
    if (scanner.valueIs("completed")) {
      return Event.COMPLETED;
    }
    if (scanner.valueIs("stopped")) {
      return Event.STOPPED;
    }
    return scanner.valueIs("paused") ? Event.PAUSED : Event.NONE;
  }

  private Verdict finish(AnnounceRequest request) {
    if (passkeyLength == INVALID) {
      return Refusals.INVALID_PASSKEY;
    }
    if (passkeyLength > 0) {
      request.passkeyLengthBytes(passkeyLength);
    }
    if (infoHashes != 1) {
      return infoHashes == 0 ? Refusals.MISSING_INFO_HASH : Refusals.MULTIPLE_INFO_HASH;
    }
    if (infoHashLength != InfoHash.LENGTH_BYTES) {
      return Refusals.INVALID_INFO_HASH;
    }
    if (peerIdLength != PeerId.LENGTH_BYTES) {
      return peerIdLength == ABSENT ? Refusals.MISSING_PEER_ID : Refusals.INVALID_PEER_ID;
    }
    boolean stopped = request.event() == Event.STOPPED;
    if (!rules.isPortAllowed(port, stopped)) {
      return Refusals.INVALID_PORT;
    }
    if (uploaded < 0) {
      return uploaded == ABSENT ? Refusals.MISSING_UPLOADED : Refusals.INVALID_UPLOADED;
    }
    if (downloaded < 0) {
      return downloaded == ABSENT ? Refusals.MISSING_DOWNLOADED : Refusals.INVALID_DOWNLOADED;
    }
    // WebTorrent leaves it out when it stops.
    if (left == INVALID || (left == ABSENT && !stopped)) {
      return Refusals.INVALID_LEFT;
    }
    request.port((int) port);
    request.uploaded(uploaded);
    request.downloaded(downloaded);
    if (left != ABSENT) {
      request.left(left);
    }
    if (stopped) {
      request.numWant(0);
    }
    return Verdict.PROCEED;
  }
}
