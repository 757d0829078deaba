package io.karuta.pipeline.bittorrent;

import java.util.Arrays;

/**
 * The reply to a scrape (BEP 48) under construction: one row of counts for each info hash of the
 * request, in its order; a row may be left out of the reply. Recycled; owned by one thread at a
 * time.
 */
public final class ScrapeResponse {

  private static final int COLUMNS = 4;

  private long[] rows = new long[COLUMNS * 16];
  private boolean[] present = new boolean[16];
  private int count;

  /** Makes {@code count} rows, all left out until {@link #set} fills them. */
  public void reset(int count) {
    if (count > present.length) {
      present = new boolean[count];
      rows = new long[COLUMNS * count];
    }
    Arrays.fill(present, 0, count, false);
    this.count = count;
  }

  /** Number of rows, as many as the request had info hashes. */
  public int count() {
    return count;
  }

  /**
   * Fills a row.
   *
   * @param complete seeders
   * @param incomplete leechers and partial seeds
   * @param downloaded how often the torrent was downloaded to the end
   * @param downloaders leechers that are no partial seeds (BEP 21)
   */
  public void set(int row, long complete, long incomplete, long downloaded, long downloaders) {
    int offset = COLUMNS * row;
    rows[offset] = complete;
    rows[offset + 1] = incomplete;
    rows[offset + 2] = downloaded;
    rows[offset + 3] = downloaders;
    present[row] = true;
  }

  /** Replaces how often the torrent of a row was downloaded to the end. */
  public void downloaded(int row, long snatches) {
    rows[COLUMNS * row + 2] = snatches;
  }

  /** Leaves a row out of the reply, as if the torrent were unknown. */
  public void omit(int row) {
    present[row] = false;
  }

  /** Whether a row is part of the reply. */
  public boolean present(int row) {
    return present[row];
  }

  /** Seeders of a row. */
  public long complete(int row) {
    return rows[COLUMNS * row];
  }

  /** Leechers and partial seeds of a row. */
  public long incomplete(int row) {
    return rows[COLUMNS * row + 1];
  }

  /** Finished downloads of a row. */
  public long downloaded(int row) {
    return rows[COLUMNS * row + 2];
  }

  /** Leechers of a row that are no partial seeds (BEP 21). */
  public long downloaders(int row) {
    return rows[COLUMNS * row + 3];
  }
}
