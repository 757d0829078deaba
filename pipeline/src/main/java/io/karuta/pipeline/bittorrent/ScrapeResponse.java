package io.karuta.pipeline.bittorrent;

import java.util.Arrays;

/**
 * The reply to a scrape (BEP 48) under construction: one row of counts for each info hash of the
 * request, in its order; a row may be left out of the reply. Recycled; owned by one thread at a
 * time.
 *
 * <p>What a hook decides about a row before it is filled holds: an {@linkplain #omit omitted} row
 * stays so, and a {@linkplain #downloaded(int, long) number of downloads} stays.
 */
public final class ScrapeResponse {

  private static final int COLUMNS = 4;
  private static final int COMPLETE = 0;
  private static final int INCOMPLETE = 1;
  private static final int DOWNLOADED = 2;
  private static final int DOWNLOADERS = 3;

  private static final byte FILLED = 1;
  private static final byte OMITTED = 2;
  private static final byte DOWNLOADED_KNOWN = 4;

  private long[] rows = new long[COLUMNS * 16];
  private byte[] states = new byte[16];
  private int count;

  /** Makes {@code count} rows, all left out until {@link #set} fills them. */
  public void reset(int count) {
    if (count > states.length) {
      states = new byte[count];
      rows = new long[COLUMNS * count];
    }
    Arrays.fill(states, 0, count, (byte) 0);
    this.count = count;
  }

  /** Number of rows, as many as the request had info hashes. */
  public int count() {
    return count;
  }

  /**
   * Fills a row; of no effect on one that was omitted.
   *
   * @param complete seeders
   * @param incomplete leechers and partial seeds
   * @param downloaded how often the torrent was downloaded to the end, unless {@link
   *     #downloaded(int, long)} said it before
   * @param downloaders leechers that are no partial seeds (BEP 21)
   */
  public void set(int row, long complete, long incomplete, long downloaded, long downloaders) {
    int offset = COLUMNS * row;
    rows[offset + COMPLETE] = complete;
    rows[offset + INCOMPLETE] = incomplete;
    if ((states[row] & DOWNLOADED_KNOWN) == 0) {
      rows[offset + DOWNLOADED] = downloaded;
    }
    rows[offset + DOWNLOADERS] = downloaders;
    states[row] |= FILLED;
  }

  /** Says how often the torrent of a row was downloaded to the end, for good. */
  public void downloaded(int row, long snatches) {
    rows[COLUMNS * row + DOWNLOADED] = snatches;
    states[row] |= DOWNLOADED_KNOWN;
  }

  /** Leaves a row out of the reply for good, as if the torrent were unknown. */
  public void omit(int row) {
    states[row] |= OMITTED;
  }

  /** Whether a row was left out for good, so that nobody needs to look its counts up. */
  public boolean omitted(int row) {
    return (states[row] & OMITTED) != 0;
  }

  /** Whether a row is part of the reply. */
  public boolean present(int row) {
    return (states[row] & (FILLED | OMITTED)) == FILLED;
  }

  /** Seeders of a row. */
  public long complete(int row) {
    return rows[COLUMNS * row + COMPLETE];
  }

  /** Leechers and partial seeds of a row. */
  public long incomplete(int row) {
    return rows[COLUMNS * row + INCOMPLETE];
  }

  /** Finished downloads of a row. */
  public long downloaded(int row) {
    return rows[COLUMNS * row + DOWNLOADED];
  }

  /** Leechers of a row that are no partial seeds (BEP 21). */
  public long downloaders(int row) {
    return rows[COLUMNS * row + DOWNLOADERS];
  }
}
