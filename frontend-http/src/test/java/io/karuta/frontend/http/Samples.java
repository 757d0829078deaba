package io.karuta.frontend.http;

import io.karuta.testkit.AnnounceQuery;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** What most tests announce. */
final class Samples {

  static final String INFO_HASH_HEX = "a4e9f4403a343045e3802aa9d3133c44652c6ebf";
  static final byte[] INFO_HASH = HexFormat.of().parseHex(INFO_HASH_HEX);
  static final byte[] PEER_ID = "-KA0001-abcdefghijkl".getBytes(StandardCharsets.US_ASCII);
  static final String PASSKEY = "feedface000000000000000000001bbd";

  private Samples() {}

  static AnnounceQuery announce() {
    return AnnounceQuery.announce("/announce/" + PASSKEY, INFO_HASH, PEER_ID);
  }

  static AnnounceQuery scrape() {
    return AnnounceQuery.bare("/scrape/" + PASSKEY).with("info_hash", INFO_HASH);
  }
}
