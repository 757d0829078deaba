package io.karuta.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BencodeReaderTest {

  @Test
  void readsANestedValue() {
    BencodeDictionary dictionary =
        BencodeReader.readDictionary(latin1("d1:ai-42e1:bl4:spami0ee1:cd2:\u00ff\u00fe0:ee"));

    assertThat(dictionary.keys()).containsExactly("a", "b", "c");
    assertThat(dictionary.integer("a")).isEqualTo(-42);
    assertThat(dictionary.list("b")).hasSize(2).element(1).isEqualTo(0L);
    assertThat(dictionary.dictionary("c").bytes("\u00ff\u00fe")).isEmpty();
    assertThat(dictionary.dictionary("c").has("x")).isFalse();
  }

  @Test
  void readsTheLargestAndSmallestNumber() {
    assertThat(BencodeReader.read(latin1("li9223372036854775807ei-9223372036854775808ee")))
        .isEqualTo(List.of(Long.MAX_VALUE, Long.MIN_VALUE));
  }

  @Test
  void readsADictionaryUnderRawBytes() {
    byte[] key = {(byte) 0x80, 0, (byte) 0xff};

    BencodeDictionary files =
        BencodeReader.readDictionary(latin1("d3:\u0080\u0000\u00ffd1:ai1eee"));

    assertThat(files.dictionary(key).integer("a")).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "'',            offset 0: expected more data",
    "i1,            offset 2: expected more data",
    "ie,            offset 1: expected a digit",
    "i-e,           offset 2: expected a digit",
    "i01e,          offset 1: expected no leading zero",
    "i-0e,          offset 1: expected no negative zero",
    "i-01e,         offset 2: expected no leading zero",
    "i+1e,          offset 1: expected a digit",
    "i9223372036854775808e, offset 1: expected a number of 64 bits",
    "01:a,          offset 0: expected no leading zero",
    "2:a,           offset 0: expected a string of at most the 1 bytes left",
    "99999999999:a, offset 0: expected a string of at most the 1 bytes left",
    "i1ei2e,        offset 3: expected end of data",
    "x,             offset 0: expected a digit",
    "l,             offset 1: expected more data",
    "di1ei2ee,      offset 1: expected a digit",
    "d1:bi1e1:ai1ee, 'offset 7: expected a key after ''b'', not ''a'''",
    "d1:ai1e1:ai1ee, 'offset 7: expected a key after ''a'', not ''a'''",
    "d1:a,          offset 4: expected more data",
  })
  void refusesAnythingElseAndNamesTheOffset(String text, String message) {
    assertThatThrownBy(() -> BencodeReader.read(latin1(text)))
        .isInstanceOf(BencodeException.class)
        .hasMessage(message);
  }

  @Test
  void refusesNestingWithoutEnd() {
    assertThatThrownBy(() -> BencodeReader.read(latin1("l".repeat(100_000))))
        .isInstanceOf(BencodeException.class)
        .hasMessageContaining("nesting");
  }

  @Test
  void refusesAListWhereADictionaryIsDue() {
    assertThatThrownBy(() -> BencodeReader.readDictionary(latin1("le")))
        .isInstanceOf(BencodeException.class);
  }

  @Test
  void showsTheWholeDictionaryWhenAKeyIsMissing() {
    BencodeDictionary dictionary = BencodeReader.readDictionary(latin1("d14:failure reason2:noe"));

    assertThatThrownBy(() -> dictionary.integer("interval")).hasMessageContaining("'no'");
  }

  private static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
