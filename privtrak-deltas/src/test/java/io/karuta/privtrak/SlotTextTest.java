package io.karuta.privtrak;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SlotTextTest {

  private static final int ROOM = 32;

  private final RingMemory memory = RingMemory.inMemory(64);
  private final long at = memory.slotOf(0) + RingLayout.CLIENT_NAME;

  @AfterEach
  void close() {
    memory.close();
  }

  private String kept(String text) {
    SlotText.put(memory, at, text, ROOM);
    return SlotText.read(memory, at);
  }

  @Test
  void keepsWhatHasRoom() {
    assertThat(kept("")).isEmpty();
    assertThat(kept("Deluge 2.0.3")).isEqualTo("Deluge 2.0.3");
    assertThat(kept("x".repeat(31))).isEqualTo("x".repeat(31));
  }

  @Test
  void cutsAfterTheLastWholeCharacterThatHasRoom() {
    assertThat(kept("x".repeat(40))).isEqualTo("x".repeat(31));
    assertThat(kept("x".repeat(30) + "\u00fc")).isEqualTo("x".repeat(30));
    assertThat(kept("x".repeat(28) + "\ud83d\ude00")).isEqualTo("x".repeat(28));
  }

  @Test
  void replacesHalfACharacter() {
    assertThat(kept("a\ud83d")).isEqualTo("a\ufffd");
  }

  @Test
  void writesUtf8LikeTheJdk() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 2000; i++) {
      StringBuilder text = new StringBuilder();
      for (int k = random.nextInt(8); k > 0; k--) {
        int point;
        do {
          point = random.nextInt(1 << random.nextInt(7, 21));
        } while (point > Character.MAX_CODE_POINT
            || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE));
        text.appendCodePoint(point);
      }
      byte[] expected = text.toString().getBytes(StandardCharsets.UTF_8);
      if (expected.length < ROOM) {
        assertThat(kept(text.toString())).as("seed %d", seed).isEqualTo(text.toString());
      }
    }
  }
}
