package io.karuta.pipeline.bittorrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BencodeWriterTest {

  private final BencodeWriter writer = new BencodeWriter();

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 9, 10, 99, 100, -1, -10, 4294967296L, Long.MAX_VALUE, Long.MIN_VALUE})
  void writesEveryNumberAsJavaWould(long value) {
    writer.integer(value);

    assertThat(written()).isEqualTo("i" + value + "e");
  }

  @Test
  void writesRandomNumbersAsJavaWould() {
    long seed = System.nanoTime();
    Random random = new Random(seed);

    for (int i = 0; i < 10_000; i++) {
      long value = random.nextLong() >> random.nextInt(64);
      writer.clear();
      writer.integer(value);

      assertThat(written()).as("seed %d", seed).isEqualTo("i" + value + "e");
    }
  }

  @Test
  void writesADictionaryInTheOrderItIsTold() {
    writer.beginDictionary();
    writer.encoded(BencodeWriter.encode("complete"));
    writer.integer(3);
    writer.encoded(BencodeWriter.encode("peers"));
    writer.beginList();
    writer.string(new byte[] {1, 2, 3, 4}, 1, 2);
    writer.end();
    writer.end();

    assertThat(written()).isEqualTo("d8:completei3e5:peersl2:\u0002\u0003ee");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "plain", "umlaut ä", "日本語", "\ud83c\udf74 fork"})
  void writesTextAsUtf8(String text) {
    byte[] expected = BencodeWriter.encode(text);

    writer.text(text);

    assertThat(writer.toBytes()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\ud83c", "\udf74", "a\ud83cb", "\udf74\ud83c"})
  void replacesHalfASurrogatePairAsJavaWould(String text) {
    writer.text(text);

    assertThat(writer.toBytes()).isEqualTo(BencodeWriter.encode(text));
  }

  @Test
  void growsToWhateverIsWritten() {
    byte[] large = new byte[100_000];
    new Random(7).nextBytes(large);

    writer.string(large, 0, large.length);

    assertThat(writer.lengthBytes()).isEqualTo(100_007);
    assertThat(writer.buffer().slice(7, large.length)).isEqualTo(ByteBuffer.wrap(large));
  }

  @Test
  void startsOverAfterClear() {
    writer.text("before");
    writer.clear();
    writer.text("after");

    assertThat(written()).isEqualTo("5:after");
  }

  @Test
  void handsOutTheSameBufferUntilItHasToGrow() {
    writer.text("before");
    ByteBuffer first = writer.buffer();
    writer.clear();
    writer.text("after");

    assertThat(writer.buffer()).isSameAs(first);
    assertThat(first.remaining()).isEqualTo(7);
  }

  private String written() {
    return new String(writer.toBytes(), StandardCharsets.ISO_8859_1);
  }
}
