package io.karuta.client.torrentfile;

import java.util.List;

/** The files of a torrent, as one version of the format lists them. Immutable. */
record Content(List<Entry> entries) {

  /**
   * One file.
   *
   * @param path names of folders and file with slashes between, one char per byte
   */
  record Entry(String path, long lengthBytes) {}

  /**
   * The size of all files.
   *
   * @throws ArithmeticException if it is more than 64 bits hold
   */
  long sizeBytes() {
    long size = 0;
    for (Entry entry : entries) {
      size = Math.addExact(size, entry.lengthBytes());
    }
    return size;
  }
}
