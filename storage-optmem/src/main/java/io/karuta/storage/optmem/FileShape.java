package io.karuta.storage.optmem;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A first look at a file: Chronicle takes an empty one for a new map, and waits a minute for
 * somebody to finish one that begins with zeros. Stateless.
 */
final class FileShape {

  /** Checksum and size of Chronicle's header, before its text. */
  private static final int PREFIX_BYTES = 12;

  private static final String TEXT = "!net.openhft.chronicle.map.VanillaChronicleMap";

  private FileShape() {}

  /**
   * Looks at the beginning of a file, and its length.
   *
   * @param leastLengthBytes what it was before an unclean stop, 0 if unknown
   * @throws OptmemException if no map can begin like this
   */
  static void check(Path file, long leastLengthBytes) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] start = in.readNBytes(PREFIX_BYTES + TEXT.length());
      String text = new String(start, StandardCharsets.ISO_8859_1);
      if (start.length < PREFIX_BYTES + TEXT.length()
          || !text.endsWith(TEXT)
          || Files.size(file) < leastLengthBytes) {
        throw new OptmemException(
            "swarm file "
                + file
                + ": is no swarm file, or was cut off; move it away to start with"
                + " empty swarms");
      }
    } catch (IOException e) {
      throw new OptmemException("swarm file " + file + ": can't be read, " + e.getMessage(), e);
    }
  }
}
