package io.karuta.hooks;

import io.karuta.pipeline.bittorrent.InfoHash;
import io.karuta.pipeline.hook.AnnounceExchange;
import io.karuta.pipeline.hook.ScrapeExchange;
import io.karuta.testkit.FakeClock;
import java.nio.charset.StandardCharsets;

/** Requests as a frontend hands them to the chain. */
public final class Exchanges {

  /** Passkey of {@link #announce()} and {@link #scrape}. */
  public static final String PASSKEY = "0123456789abcdef0123456789abcdef";

  /** Info hash of {@link #announce()}. */
  public static final InfoHash INFO_HASH = InfoHash.ofHex("0102030405060708090a".repeat(2));

  private Exchanges() {}

  /** A leecher's regular announce over IPv4, with intervals of 1800 and 900 seconds. */
  public static AnnounceExchange announce() {
    AnnounceExchange exchange = new AnnounceExchange();
    exchange.begin(FakeClock.START_SECOND, 1800, 900);
    fill(exchange);
    return exchange;
  }

  /** Says the same again after another {@code begin}; allocates nothing. */
  public static void fill(AnnounceExchange exchange) {
    INFO_HASH.writeTo(exchange.request().infoHash(), 0);
    for (int i = 0; i < 20; i++) {
      exchange.request().peerId()[i] = (byte) "-DE2110-abcdefghijkl".charAt(i);
    }
    for (int i = 0; i < PASSKEY.length(); i++) {
      exchange.request().passkey()[i] = (byte) PASSKEY.charAt(i);
    }
    exchange.request().passkeyLengthBytes(PASSKEY.length());
    exchange.request().address().ipv4(0xc0000201);
    exchange.request().port(6881);
    exchange.request().left(1000);
  }

  /** Sets the passkey of an announce. */
  public static void passkey(AnnounceExchange exchange, String passkey) {
    byte[] bytes = passkey.getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(bytes, 0, exchange.request().passkey(), 0, bytes.length);
    exchange.request().passkeyLengthBytes(bytes.length);
  }

  /** Sets the peer id of an announce, 20 characters of Latin-1. */
  public static void peerId(AnnounceExchange exchange, String peerId) {
    byte[] bytes = peerId.getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(bytes, 0, exchange.request().peerId(), 0, 20);
  }

  /** A scrape of the given torrents, its rows made as the chain does. */
  public static ScrapeExchange scrape(InfoHash... infoHashes) {
    ScrapeExchange exchange = new ScrapeExchange();
    exchange.begin(FakeClock.START_SECOND);
    for (InfoHash infoHash : infoHashes) {
      int offset = exchange.request().reserveInfoHash();
      infoHash.writeTo(exchange.request().infoHashes(), offset);
    }
    byte[] passkey = PASSKEY.getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(passkey, 0, exchange.request().passkey(), 0, passkey.length);
    exchange.request().passkeyLengthBytes(passkey.length);
    exchange.response().reset(infoHashes.length);
    return exchange;
  }
}
