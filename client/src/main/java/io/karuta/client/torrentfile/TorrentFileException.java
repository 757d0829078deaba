package io.karuta.client.torrentfile;

/** A .torrent file is broken; the message names the file, the offset, and what is wrong there. */
public final class TorrentFileException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final long offset;

  TorrentFileException(String file, long offset, String found, String expected) {
    super(file + ": offset " + offset + ": " + found + " (expected: " + expected + ")");
    this.offset = offset;
  }

  /** Where in the file, in bytes from its begin. */
  public long offset() {
    return offset;
  }
}
