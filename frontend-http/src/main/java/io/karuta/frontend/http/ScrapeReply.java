package io.karuta.frontend.http;

import io.karuta.pipeline.bittorrent.BencodeWriter;
import io.karuta.pipeline.bittorrent.InfoHash;
import io.karuta.pipeline.bittorrent.ScrapeRequest;
import io.karuta.pipeline.bittorrent.ScrapeResponse;
import java.util.Arrays;

/**
 * Encodes replies to scrapes (BEP 48, and BEP 21 for {@code downloaders}). Confined to one thread;
 * allocates nothing in steady state.
 *
 * <p>Info hashes are keys of a dictionary, so they are put in the order of their bytes, each once,
 * whatever the order in the request.
 */
final class ScrapeReply {

  private static final byte[] FILES = BencodeWriter.encode("files");
  private static final byte[] COMPLETE = BencodeWriter.encode("complete");
  private static final byte[] DOWNLOADED = BencodeWriter.encode("downloaded");
  private static final byte[] DOWNLOADERS = BencodeWriter.encode("downloaders");
  private static final byte[] INCOMPLETE = BencodeWriter.encode("incomplete");

  private int[] order = new int[16];

  /** Writes the reply: rows that are present, sorted. */
  void write(ScrapeRequest request, ScrapeResponse response, BencodeWriter writer) {
    int count = sort(request, response);
    writer.beginDictionary();
    writer.encoded(FILES);
    writer.beginDictionary();
    for (int i = 0; i < count; i++) {
      int row = order[i];
      writer.string(request.infoHashes(), row * InfoHash.LENGTH_BYTES, InfoHash.LENGTH_BYTES);
      writer.beginDictionary();
      writer.encoded(COMPLETE);
      writer.integer(response.complete(row));
      writer.encoded(DOWNLOADED);
      writer.integer(response.downloaded(row));
      writer.encoded(DOWNLOADERS);
      writer.integer(response.downloaders(row));
      writer.encoded(INCOMPLETE);
      writer.integer(response.incomplete(row));
      writer.end();
    }
    writer.end();
    writer.end();
  }

  /** Insertion sort: scrapes are short, and clients that sort already cost one pass. */
  private int sort(ScrapeRequest request, ScrapeResponse response) {
    if (order.length < response.count()) {
      order = new int[response.count()];
    }
    byte[] infoHashes = request.infoHashes();
    int count = 0;
    for (int row = 0; row < response.count(); row++) {
      if (response.present(row)) {
        count = insert(infoHashes, row, count);
      }
    }
    return count;
  }

  private int insert(byte[] infoHashes, int row, int count) {
    int place = count;
    while (place > 0) {
      int difference = compare(infoHashes, order[place - 1], row);
      if (difference == 0) {
        return count;
      }
      if (difference < 0) {
        break;
      }
      place--;
    }
    System.arraycopy(order, place, order, place + 1, count - place);
    order[place] = row;
    return count + 1;
  }

  private static int compare(byte[] infoHashes, int row, int other) {
    int offset = row * InfoHash.LENGTH_BYTES;
    int otherOffset = other * InfoHash.LENGTH_BYTES;
    return Arrays.compareUnsigned(
        infoHashes,
        offset,
        offset + InfoHash.LENGTH_BYTES,
        infoHashes,
        otherOffset,
        otherOffset + InfoHash.LENGTH_BYTES);
  }
}
