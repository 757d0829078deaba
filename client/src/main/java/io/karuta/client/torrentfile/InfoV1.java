package io.karuta.client.torrentfile;

import java.util.ArrayList;
import java.util.List;

/** The part of an info dictionary that BEP 3 asks for. */
final class InfoV1 {

  private static final int HASH_BYTES = 20;

  private final Fields info;

  InfoV1(Fields info) {
    this.info = info;
  }

  /** Checks it; the files without those that only pad (BEP 47). */
  Content read() {
    long pieceBytes = info.number("piece length", 1, "a number of bytes, 1 or more");
    String pieces = info.bytes("pieces", "SHA-1 hashes of 20 bytes each");
    if (pieces.length() % HASH_BYTES != 0) {
      throw info.wrong("pieces", pieces.length() + " bytes", "SHA-1 hashes of 20 bytes each");
    }
    List<Content.Entry> all = new ArrayList<>();
    Content content = new Content(info.has("length") ? oneFile(all) : files(all));
    long sizeBytes = size(new Content(all));
    long count = sizeBytes / pieceBytes + (sizeBytes % pieceBytes == 0 ? 0 : 1);
    if (pieces.length() / HASH_BYTES != count) {
      throw info.wrong(
          "pieces",
          pieces.length() / HASH_BYTES + " hashes",
          count + ", for " + sizeBytes + " bytes in pieces of " + pieceBytes);
    }
    return content;
  }

  private long size(Content content) {
    try {
      return content.sizeBytes();
    } catch (ArithmeticException _) {
      throw info.wrong(
          info.has("length") ? "length" : "files", "too many bytes in all", "64 bits of bytes");
    }
  }

  private List<Content.Entry> oneFile(List<Content.Entry> all) {
    if (info.has("files")) {
      throw info.wrong("files", "files and length", "one of them");
    }
    all.add(new Content.Entry(info.bytes("name", "a text"), length(info)));
    return List.copyOf(all);
  }

  private List<Content.Entry> files(List<Content.Entry> all) {
    List<Value> files = info.sequence("files");
    if (files.isEmpty()) {
      throw info.wrong("files", "an empty list", "at least one file");
    }
    List<Content.Entry> content = new ArrayList<>();
    for (Value value : files) {
      if (!(value instanceof Value.Dictionary dictionary)) {
        throw info.wrong(value, "files", "a dictionary for each file");
      }
      Fields file = new Fields(info.file(), "info.files", dictionary);
      Content.Entry entry = new Content.Entry(path(file), length(file));
      all.add(entry);
      boolean pads = file.has("attr") && file.bytes("attr", "a text").contains("p");
      if (!pads) {
        content.add(entry);
      }
    }
    return content;
  }

  private static String path(Fields file) {
    String expected = "at least one name, each a text that is not empty";
    List<Value> names = file.sequence("path");
    StringBuilder path = new StringBuilder();
    for (Value name : names) {
      if (!(name instanceof Value.Text(int _, String bytes)) || bytes.isEmpty()) {
        throw file.wrong(name, "path", expected);
      }
      path.append(path.isEmpty() ? "" : "/").append(bytes);
    }
    if (names.isEmpty()) {
      throw file.wrong("path", "an empty list", expected);
    }
    return path.toString();
  }

  private static long length(Fields file) {
    return file.number("length", 0, "a number of bytes, 0 or more");
  }
}
