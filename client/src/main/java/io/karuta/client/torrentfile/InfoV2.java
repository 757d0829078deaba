package io.karuta.client.torrentfile;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The part of a .torrent file that BEP 52 asks for. */
final class InfoV2 {

  private static final int HASH_BYTES = 32;
  private static final int BLOCK_BYTES = 16 << 10;
  private static final String FILE = "";

  private final Fields whole;
  private final Fields info;
  private final List<Content.Entry> entries = new ArrayList<>();
  private final Set<String> layered = new HashSet<>();
  private long pieceBytes;

  InfoV2(Fields whole, Fields info) {
    this.whole = whole;
    this.info = info;
  }

  /** Checks it; its files. */
  Content read() {
    String expected = "a power of two, " + BLOCK_BYTES + " or more";
    pieceBytes = info.number("piece length", BLOCK_BYTES, expected);
    if (Long.bitCount(pieceBytes) != 1) {
      throw info.wrong("piece length", Long.toString(pieceBytes), expected);
    }
    folder(info.child("file tree"), "");
    checkLayers();
    Content content = new Content(List.copyOf(entries));
    try {
      content.sizeBytes();
    } catch (ArithmeticException _) {
      throw info.wrong("file tree", "too many bytes in all", "64 bits of bytes");
    }
    return content;
  }

  private void folder(Fields folder, String path) {
    if (folder.dictionary().values().isEmpty()) {
      throw new TorrentFileException(
          folder.file(),
          folder.dictionary().offset(),
          folder.path() + ": an empty dictionary",
          "a file, or a folder that is not empty");
    }
    for (String name : folder.dictionary().values().keySet()) {
      if (name.equals(FILE)) {
        throw folder.wrong(name, "a file without a name", "names that are not empty");
      }
      String place = path.isEmpty() ? name : path + "/" + name;
      Fields entry = folder.child(name);
      if (!entry.has(FILE)) {
        folder(entry, place);
      } else if (entry.dictionary().values().size() > 1) {
        throw folder.wrong(name, "a file and a folder in one", "one of them");
      } else {
        file(entry.child(FILE), place);
      }
    }
  }

  private void file(Fields file, String path) {
    long length = file.number("length", 0, "a number of bytes, 0 or more");
    if (length > 0) {
      String root = file.bytes("pieces root", "a SHA-256 hash of 32 bytes");
      if (root.length() != HASH_BYTES) {
        throw file.wrong("pieces root", root.length() + " bytes", "a SHA-256 hash of 32 bytes");
      }
      if (length > pieceBytes) {
        layered.add(root);
        checkLayer(root, length);
      }
    } else if (file.has("pieces root")) {
      throw file.wrong("pieces root", "a hash", "none, for an empty file");
    }
    entries.add(new Content.Entry(path, length));
  }

  private void checkLayer(String root, long length) {
    long count = (length - 1) / pieceBytes + 1;
    String expected = count + " SHA-256 hashes of 32 bytes each";
    Fields layers = whole.child("piece layers");
    String layer = layers.bytes(root, expected);
    if (layer.length() / HASH_BYTES != count || layer.length() % HASH_BYTES != 0) {
      throw layers.wrong(root, layer.length() + " bytes", expected);
    }
  }

  private void checkLayers() {
    Fields layers = whole.child("piece layers");
    for (String root : layers.dictionary().values().keySet()) {
      if (!layered.contains(root)) {
        throw layers.wrong(root, "hashes of no file", "layers of files longer than a piece");
      }
    }
  }
}
