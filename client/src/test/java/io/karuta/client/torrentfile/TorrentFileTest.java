package io.karuta.client.torrentfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Files of other programs, broken ones, and seeded mutations of them. */
final class TorrentFileTest {

  private static final String HASH_20 = "20:01234567890123456789";
  private static final String HASH_32 = "32:01234567890123456789012345678901";
  private static final String GOOD =
      "d4:infod6:lengthi5e4:name1:n12:piece lengthi16384e6:pieces" + HASH_20 + "ee";

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          mktorrent-one-private, one.bin, 100000, true, fab5ac2c8f37f46524824e92f8f650cee4bab316, ''
          mktorrent-many, many, 70000, false, 45fa0e5c3251e53f0d340d19f36d671ca1ab633c, ''
          transmission-many-private, many, 70000, true, e302937f42d45722f28da36a3f526908c9d7849a, ''
          libtorrent-one-v1, one.bin, 100000, false, f170a45511e17b8210a19d2710544c73e38b706b, ''
          libtorrent-many-v1, many, 70000, false, 8b50d232f4f99ea719c3a6227150b06ce1c96b01, ''
          libtorrent-one-v2, one.bin, 100000, true, '', 73fb235b0716bf252793c4156e02f8378df44cae95ca7cefae8c341255b8b427
          libtorrent-many-v2, many, 70000, true, '', c7ce723708a6998090c65cf271638bc37886be2a6a79ef91ed3972e1e3909126
          libtorrent-one-hybrid, one.bin, 100000, true, bca37e0169646eabb4742ab534fbd0da65374134, 86ad782a66aada61f332b894ecbe0696bb10ec041385ab0156c788e28eecc880
          libtorrent-many-hybrid, many, 70000, true, d450af1d228259f63f53c76fde4fbbca00833498, fa93b7edf24f76a16c178ae0abe7cdffc7ff32a8fac218d95af6389df21210ee
          """)
  void readsFilesOfOtherPrograms(
      String file, String name, long size, boolean isPrivate, String hash, String hash2) {
    TorrentFile torrent = TorrentFile.read(resource(file));

    assertThat(torrent)
        .isEqualTo(
            new TorrentFile(
                name,
                size,
                isPrivate,
                Optional.of(hash).filter(text -> !text.isEmpty()),
                Optional.of(hash2).filter(text -> !text.isEmpty())));
    assertThat(torrent.isHybrid()).isEqualTo(!hash.isEmpty() && !hash2.isEmpty());
    torrent.announcedHash2().ifPresent(cut -> assertThat(cut).hasSize(40).isSubstringOf(hash2));
  }

  @Test
  void readsALeastFile() {
    assertThat(TorrentFile.parse("t", bytes(GOOD)))
        .returns("n", TorrentFile::name)
        .returns(5L, TorrentFile::sizeBytes)
        .returns(false, TorrentFile::isPrivate);
  }

  static Stream<List<String>> broken() {
    return Stream.of(
        of("", "offset 0: the end of the file (expected: a dictionary)"),
        of("le", "offset 0: 'le' (expected: a dictionary)"),
        of("de", "offset 0: no info in the dictionary (expected: a dictionary)"),
        of("d4:infoi1ee", "offset 7: info: 1 (expected: a dictionary)"),
        of(GOOD + "x", "offset 83: 1 more bytes (expected: the end of the file)"),
        of(GOOD.substring(0, 70), "a text of 20 bytes (expected: one of at most the"),
        of("d1:bi1e1:ai1ee", "offset 7: key 'a' (expected: a key that comes after 'b')"),
        of("d1:ai1e1:ai1ee", "offset 7: key 'a' (expected: a key that comes after 'a')"),
        of("d1:ai01ee", "offset 5: '01ee' (expected: no leading zero)"),
        of("d1:ai-0ee", "offset 4: 'i-0ee' (expected: no negative zero)"),
        of(
            "d1:ai9223372036854775808ee",
            "offset 4: 'i922337203685477' (expected: a number of 64 bits)"),
        of("d1:ai5xe", "offset 6: 'xe' (expected: 'e' behind the number)"),
        of("d1:a01:be", "offset 4: '01:be' (expected: no leading zero)"),
        of(
            "d1:a999999999:be",
            "a text of 999999999 bytes (expected: one of at most the 2 bytes left)"),
        of("d1:a99999999999999999999999999:be", "a text of 99999999999999999999... bytes"),
        of("d1:a", "offset 4: the end of the file (expected: a value)"),
        of("d1:axe", "offset 4: 'xe' (expected: a value)"),
        of("di1ei2ee", "offset 1: 'i1ei2ee' (expected: a key or 'e')"),
        of("d1:a" + "l".repeat(200), "(expected: no deeper nesting than 100)"),
        of(GOOD.replace("6:lengthi5e", ""), "no info.files in the dictionary (expected: a list)"),
        of(GOOD.replace("i5e", "i-5e"), "info.length: -5 (expected: a number of bytes, 0 or more)"),
        of(GOOD.replace("i5e", "1:5"), "info.length: '5' (expected: a number of bytes, 0 or more)"),
        of(
            GOOD.replace("i5e", "i50000e"),
            "info.pieces: 1 hashes (expected: 4, for 50000 bytes in pieces of 16384)"),
        of(
            GOOD.replace("i16384e", "i0e"),
            "info.piece length: 0 (expected: a number of bytes, 1 or more)"),
        of(
            GOOD.replace("4:name1:n", ""),
            "no info.name in the dictionary (expected: a text in UTF-8 that is not empty)"),
        of(
            GOOD.replace("1:n12", "0:12"),
            "info.name: '' (expected: a text in UTF-8 that is not empty)"),
        of(GOOD.replace("1:n12", "1:\u00ff12"), "info.name: '.' (expected: a text in UTF-8"),
        of(
            GOOD.replace(HASH_20, "19:0123456789012345678"),
            "info.pieces: 19 bytes (expected: SHA-1 hashes of 20 bytes each)"),
        of(
            GOOD.replace("6:pieces" + HASH_20, ""),
            "no info.pieces in the dictionary (expected: SHA-1 hashes of 20 bytes each)"),
        of(GOOD.replace("ee", "7:privatei2eee"), "info.private: 2 (expected: 0 or 1)"),
        of(files("le"), "info.files: an empty list (expected: at least one file)"),
        of(files("l1:xe"), "info.files: 'x' (expected: a dictionary for each file)"),
        of(files("ld6:lengthi5eee"), "no info.files.path in the dictionary (expected: a list)"),
        of(
            files("ld6:lengthi5e4:pathleee"),
            "info.files.path: an empty list (expected: at least one name"),
        of(files("ld6:lengthi5e4:pathl0:eee"), "info.files.path: '' (expected: at least one name"),
        of(
            files(
                "ld6:lengthi9223372036854775807e4:pathl1:aeed6:lengthi9223372036854775807e4:pathl1:beee"),
            "info.files: too many bytes in all (expected: 64 bits of bytes)"),
        of(
            GOOD.replace("d6:length", "d5:filesle6:length"),
            "info.files: files and length (expected: one of them)"),
        of(v2("i3e", "d1:ad0:d6:lengthi0eeee"), "info.meta version: another number (expected: 2)"),
        of(v2("i1e", "d1:ad0:d6:lengthi0eeee"), "info.meta version: 1 (expected: 2)"),
        of(
            v2("i2e", "de"),
            "info.file tree: an empty dictionary (expected: a file, or a folder that is not empty)"),
        of(v2("i2e", "d1:adee"), "info.file tree.a: an empty dictionary"),
        of(
            v2("i2e", "d0:d6:lengthi0eee"),
            "a file without a name (expected: names that are not empty)"),
        of(
            v2("i2e", "d1:ad0:d6:lengthi0ee1:bdeee"),
            "info.file tree.a: a file and a folder in one (expected: one of them)"),
        of(
            v2("i2e", "d1:ad0:d6:lengthi5eeee"),
            "no info.file tree.a..pieces root in the dictionary"),
        of(
            v2("i2e", "d1:ad0:d6:lengthi5e11:pieces root" + HASH_20 + "eee"),
            "pieces root: 20 bytes (expected: a SHA-256 hash of 32 bytes)"),
        of(
            v2("i2e", "d1:ad0:d6:lengthi0e11:pieces root" + HASH_32 + "eee"),
            "pieces root: a hash (expected: none, for an empty file)"),
        of(
            v2("i2e", "d1:ad0:d6:lengthi50000e11:pieces root" + HASH_32 + "eee"),
            "no piece layers.01234567890123456789012345678901 in the dictionary (expected: 4 SHA-256 hashes"),
        of(
            v2("i2e", "d1:ad0:d6:lengthi0eeee").replace("16384", "16385"),
            "info.piece length: 16385 (expected: a power of two, 16384 or more)"),
        of(
            v2("i2e", "d1:ad0:d6:lengthi0eeee").replace("layersde", "layersd" + HASH_32 + "0:e"),
            "hashes of no file (expected: layers of files longer than a piece)"),
        of(
            v2("i2e", "d1:ad0:d6:lengthi0eeee").replace("12:piece layersde", ""),
            "no piece layers in the dictionary (expected: a dictionary)"));
  }

  private static List<String> of(String file, String message) {
    return List.of(file, message);
  }

  private static String files(String files) {
    return GOOD.replace("d6:lengthi5e", "d5:files" + files);
  }

  private static String v2(String version, String tree) {
    return "d4:infod9:file tree"
        + tree
        + "12:meta version"
        + version
        + "4:name1:n12:piece lengthi16384ee12:piece layersdee";
  }

  @ParameterizedTest
  @MethodSource("broken")
  void refusesABrokenFileByNameOffsetAndWhatIsWrong(List<String> fileAndMessage) {
    assertThatThrownBy(() -> TorrentFile.parse("some.torrent", bytes(fileAndMessage.getFirst())))
        .isInstanceOf(TorrentFileException.class)
        .hasMessageStartingWith("some.torrent: offset ")
        .hasMessageContaining(fileAndMessage.getLast());
  }

  @Test
  void refusesAHybridWhoseVersionsListOtherFiles() throws IOException {
    String hybrid =
        Files.readString(resource("libtorrent-one-hybrid"), StandardCharsets.ISO_8859_1);

    assertThatThrownBy(() ->
            TorrentFile.parse("h", bytes(hybrid.replace("4:name7:one.bin", "4:name7:two.bin"))))
        .isInstanceOf(TorrentFileException.class)
        .hasMessageContaining("other files than those of version 1");
  }

  @Test
  void countsNoFilesThatOnlyPad() {
    String padded = files("ld6:lengthi5e4:pathl1:aeed4:attr1:p6:lengthi3e4:pathl4:.pad1:3eee");

    assertThat(TorrentFile.parse("t", bytes(padded)).sizeBytes()).isEqualTo(5);
  }

  @Test
  void refusesAFileThatIsTooLongOrNotThere(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("long.torrent");
    Files.write(file, new byte[TorrentFile.MAX_BYTES + 1]);

    assertThatThrownBy(() -> TorrentFile.read(file))
        .isInstanceOf(TorrentFileException.class)
        .hasMessageContaining(file + ": offset " + TorrentFile.MAX_BYTES);
    assertThatThrownBy(() -> TorrentFile.read(folder.resolve("absent")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("absent");
  }

  @Test
  void refusesMoreValuesThanMemoryWouldHold() {
    byte[] lists = bytes("d1:al" + "le".repeat(5_000_000) + "ee");

    assertThatThrownBy(() -> TorrentFile.parse("t", lists))
        .isInstanceOf(TorrentFileException.class)
        .hasMessageContaining("at most 4000000 values");
  }

  @Test
  void neverThrowsAnythingElseWhateverTheBytes() throws Exception {
    long seed = System.nanoTime();
    System.out.println("seed of the mutations: " + seed);
    Random random = new Random(seed);
    List<byte[]> originals = originals();
    int refused = 0;

    for (int i = 0; i < 200_000; i++) {
      byte[] mutated = mutate(originals.get(random.nextInt(originals.size())), random);
      try {
        TorrentFile.parse("mutated", mutated);
      } catch (TorrentFileException e) {
        refused++;
        assertThat(e.offset()).isBetween(0L, (long) mutated.length);
      }
    }

    assertThat(refused).isBetween(100_000, 200_000);
  }

  private static List<byte[]> originals() throws Exception {
    try (Stream<Path> files = Files.list(resource("mktorrent-many").getParent())) {
      return files
          .filter(file -> file.toString().endsWith(".torrent"))
          .sorted()
          .map(TorrentFileTest::read)
          .toList();
    }
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Changes, drops, doubles or moves a few bytes; digits and markers more often than others. */
  private static byte[] mutate(byte[] original, Random random) {
    byte[] bytes = original.clone();
    for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
      int at = random.nextInt(bytes.length);
      int length = Math.min(bytes.length - at, 1 + random.nextInt(8));
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes[at] = (byte) "0123456789:ilde-".charAt(random.nextInt(16));
        case 2 -> bytes = splice(bytes, at, length, new byte[0]);
        default -> bytes = splice(bytes, at, 0, Arrays.copyOfRange(bytes, at, at + length));
      }
      if (bytes.length == 0) {
        return bytes;
      }
    }
    return bytes;
  }

  private static byte[] splice(byte[] bytes, int at, int without, byte[] with) {
    byte[] result = new byte[bytes.length - without + with.length];
    System.arraycopy(bytes, 0, result, 0, at);
    System.arraycopy(with, 0, result, at, with.length);
    System.arraycopy(bytes, at + without, result, at + with.length, bytes.length - at - without);
    return result;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static Path resource(String name) {
    try {
      return Path.of(TorrentFileTest.class.getResource("/torrents/" + name + ".torrent").toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
