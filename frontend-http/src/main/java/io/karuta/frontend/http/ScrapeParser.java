package io.karuta.frontend.http;

import io.karuta.pipeline.bittorrent.AnnounceRequest;
import io.karuta.pipeline.bittorrent.InfoHash;
import io.karuta.pipeline.bittorrent.ScrapeRequest;
import io.karuta.pipeline.bittorrent.Verdict;

/**
 * Reads the query of a scrape (BEP 48) straight into a recycled request; allocates nothing once the
 * request's array has grown. Confined to one thread.
 *
 * <p>More info hashes than allowed are not looked at: the reply names those that it has counts of,
 * and clients ask again for the rest.
 */
final class ScrapeParser {

  private final RequestRules rules;
  private final QueryScanner scanner = new QueryScanner();
  private final byte[] infoHash = new byte[InfoHash.LENGTH_BYTES];

  ScrapeParser(RequestRules rules) {
    this.rules = rules;
  }

  /**
   * Fills the request, but for its address and user agent.
   *
   * @param query raw, one char per byte
   * @param request freshly cleared; a passkey that it has already, from the path, is kept
   */
  Verdict parse(String query, ScrapeRequest request) {
    request.rawQuery(query);
    boolean passkeyInPath = request.passkeyLengthBytes() > 0;
    scanner.reset(query);
    while (scanner.advance()) {
      if (scanner.nameIs("info_hash")) {
        if (scanner.decode(infoHash, 0, InfoHash.LENGTH_BYTES) != InfoHash.LENGTH_BYTES) {
          return Refusals.INVALID_INFO_HASH;
        }
        if (request.count() < rules.maxScrapeInfoHashes()) {
          int offset = request.reserveInfoHash();
          System.arraycopy(infoHash, 0, request.infoHashes(), offset, InfoHash.LENGTH_BYTES);
        }
      } else if (!passkeyInPath && scanner.nameIs("passkey")) {
        int length = scanner.decode(request.passkey(), 0, AnnounceRequest.MAX_PASSKEY_LENGTH_BYTES);
        if (length < 0) {
          return Refusals.INVALID_PASSKEY;
        }
        request.passkeyLengthBytes(length);
      }
    }
    // Without one it would be a scrape of everything, which is not served.
    return request.count() == 0 ? Refusals.MISSING_INFO_HASH : Verdict.PROCEED;
  }
}
