package io.karuta.frontend.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryScannerTest {

  private final QueryScanner scanner = new QueryScanner();

  @Test
  void splitsAtAmpersandsAndSemicolons() {
    assertThat(values("a=1&a=2;a=3")).containsExactly("1", "2", "3");
  }

  @Test
  void takesAllBehindTheFirstEqualsSignForTheValue() {
    assertThat(values("a=b=c==")).containsExactly("b=c==");
  }

  @Test
  void takesAParameterWithoutEqualsSignForAnEmptyOne() {
    assertThat(values("a&a=&b")).containsExactly("", "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "&", ";;&&", "=", "=1&=2"})
  void findsNothingWhereNoParameterHasAName(String query) {
    scanner.reset(query);

    assertThat(scanner.advance()).isFalse();
    assertThat(scanner.advance()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "a=%41%5a%7e, AZ~",
    "a=%6a%6A, jj",
    "a=x+y%20z, x y z",
    "a=%00%ff, '\u0000\u00ff'",
    "'a=\u00ff\u0001', '\u00ff\u0001'",
  })
  void decodesBytes(String query, String expected) {
    assertThat(values(query)).containsExactly(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"%", "%4", "%4g", "%g4", "%%41", "% 41", "%+1", "\u0100", "%\u0661\u0661"})
  void decodesNothingBroken(String value) {
    scanner.reset("a=" + value);

    assertThat(scanner.advance()).isTrue();
    assertThat(scanner.decode(new byte[20], 0, 20)).isEqualTo(QueryScanner.UNDECODABLE);
  }

  @Test
  void doesNotReadAnEscapeBeyondItsValue() {
    scanner.reset("a=%4&1=x");

    assertThat(scanner.advance()).isTrue();
    assertThat(scanner.decode(new byte[20], 0, 20)).isEqualTo(QueryScanner.UNDECODABLE);
    assertThat(scanner.advance()).isTrue();
    assertThat(scanner.nameIs("1")).isTrue();
  }

  @Test
  void decodesNothingThatIsTooLong() {
    byte[] target = new byte[4];
    scanner.reset("a=1234&a=12345");

    assertThat(scanner.advance()).isTrue();
    assertThat(scanner.decode(target, 0, 4)).isEqualTo(4);
    assertThat(scanner.advance()).isTrue();
    assertThat(scanner.decode(target, 0, 4)).isEqualTo(QueryScanner.UNDECODABLE);
  }

  @Test
  void comparesWholeNamesAndValues() {
    scanner.reset("%69nfo=start%65d");

    assertThat(scanner.advance()).isTrue();
    assertThat(scanner.nameIs("info")).isTrue();
    assertThat(scanner.nameIs("inf")).isFalse();
    assertThat(scanner.nameIs("info_")).isFalse();
    assertThat(scanner.valueIs("started")).isTrue();
    assertThat(scanner.valueIs("starte")).isFalse();
    assertThat(scanner.valueIs("startedx")).isFalse();
    assertThat(scanner.valueIs("")).isFalse();
    assertThat(scanner.valueIsEmpty()).isFalse();
  }

  /** The decoded values of the parameters named "a". */
  private List<String> values(String query) {
    List<String> values = new ArrayList<>();
    scanner.reset(query);
    while (scanner.advance()) {
      if (scanner.nameIs("a")) {
        byte[] bytes = new byte[100];
        int length = scanner.decode(bytes, 0, bytes.length);
        values.add(new String(bytes, 0, length, StandardCharsets.ISO_8859_1));
      }
    }
    return values;
  }
}
