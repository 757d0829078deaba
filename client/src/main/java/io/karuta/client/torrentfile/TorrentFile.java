package io.karuta.client.torrentfile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What a tracker needs of a .torrent file: of version 1 (BEP 3), 2 (BEP 52), or both in one, a
 * hybrid. Immutable.
 *
 * <p>Reading is strict, since the info hash is that of the bytes as they are: a file that another
 * program would write otherwise after reading it has a hash that clients do not agree on.
 *
 * @param name what the torrent calls itself
 * @param sizeBytes of all its files
 * @param isPrivate whether clients may find peers through its trackers only (BEP 27)
 * @param infoHash of version 1, SHA-1 in 40 hexadecimal digits; empty for a pure version 2
 * @param infoHash2 of version 2, SHA-256 in 64 hexadecimal digits; empty for a pure version 1
 */
public record TorrentFile(
    String name,
    long sizeBytes,
    boolean isPrivate,
    Optional<String> infoHash,
    Optional<String> infoHash2) {

  /** Longest file that is read. */
  public static final int MAX_BYTES = 32 << 20;

  private static final int TRACKER_DIGITS = 40;

  /**
   * Reads a file.
   *
   * @throws TorrentFileException if it is broken
   * @throws UncheckedIOException if it can't be read
   */
  public static TorrentFile read(Path file) {
    try (InputStream input = Files.newInputStream(file)) {
      byte[] bytes = input.readNBytes(MAX_BYTES + 1);
      return parse(file.toString(), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }

  /**
   * Reads bytes.
   *
   * @param file what messages call them
   * @throws TorrentFileException if they are broken
   */
  public static TorrentFile parse(String file, byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      throw new TorrentFileException(
          file, MAX_BYTES, "more bytes", "a file of at most " + MAX_BYTES + " bytes");
    }
    Fields whole = new Fields(file, "", new BencodeReader(file, bytes).readDictionary());
    Fields info = whole.child("info");
    byte[] infoBytes =
        Arrays.copyOfRange(bytes, info.dictionary().offset(), info.dictionary().end());
    boolean version2 = info.has("meta version");
    boolean version1 = info.has("pieces") || !version2;
    String name = info.text("name");
    Content content = content(whole, info, version1, version2);
    return new TorrentFile(
        name,
        content.sizeBytes(),
        isPrivate(info),
        version1 ? Optional.of(hash("SHA-1", infoBytes)) : Optional.empty(),
        version2 ? Optional.of(hash("SHA-256", infoBytes)) : Optional.empty());
  }

  private static Content content(Fields whole, Fields info, boolean version1, boolean version2) {
    if (!version2) {
      return new InfoV1(info).read();
    }
    if (info.number("meta version", 2, "2") != 2) {
      throw info.wrong("meta version", "another number", "2");
    }
    Content content = new InfoV2(whole, info).read();
    if (version1 && !new InfoV1(info).read().equals(content)) {
      throw info.wrong(
          "file tree", "other files than those of version 1", "the same files in the same order");
    }
    return content;
  }

  private static boolean isPrivate(Fields info) {
    if (!info.has("private")) {
      return false;
    }
    long flag = info.number("private", 0, "0 or 1");
    if (flag > 1) {
      throw info.wrong("private", Long.toString(flag), "0 or 1");
    }
    return flag == 1;
  }

  private static String hash(String algorithm, byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has it", e);
    }
  }

  /** Whether it is of both versions, so that clients announce two info hashes. */
  public boolean isHybrid() {
    return infoHash.isPresent() && infoHash2.isPresent();
  }

  /** The hash of version 2 as trackers see it: its first 20 bytes, 40 hexadecimal digits. */
  public Optional<String> announcedHash2() {
    return infoHash2.map(hash -> hash.substring(0, TRACKER_DIGITS));
  }
}
