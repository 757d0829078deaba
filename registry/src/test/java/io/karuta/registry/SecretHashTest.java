package io.karuta.registry;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretHashTest {

  /** What CPython's SipHash-1-3 gives for the same bytes under the key of zeros. */
  @ParameterizedTest
  @CsvSource({
    "'', d1fba762150c532c",
    "siphash, 8264ceeccb16bcbe",
    "aaaaaaaaaaaaaaaaaaaa, 2dade7d8830c81f2",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, 17e818417c7f3e04",
    "0123456789012345678901234567890123456789012345678901234567890123, b3cab560724f3e6e",
  })
  void isSipHashOneThree(String text, String expected) {
    byte[] bytes = text.getBytes(US_ASCII);

    long hash = new SecretHash(0, 0).of(bytes, 0, bytes.length);

    assertThat(Long.toHexString(hash)).isEqualTo(expected);
  }

  @Test
  void looksAtTheGivenRangeOnly() {
    SecretHash hash = SecretHash.random();

    long within = hash.of("xxpasskeyyy".getBytes(US_ASCII), 2, 7);

    assertThat(within).isEqualTo(hash.of("passkey".getBytes(US_ASCII), 0, 7));
  }

  @Test
  void dependsOnTheSecret() {
    byte[] bytes = "passkey".getBytes(US_ASCII);

    assertThat(new SecretHash(1, 2).of(bytes, 0, 7))
        .isNotEqualTo(new SecretHash(1, 3).of(bytes, 0, 7))
        .isNotEqualTo(new SecretHash(2, 2).of(bytes, 0, 7));
    assertThat(new SecretHash(1, 2).of(7)).isNotEqualTo(new SecretHash(2, 2).of(7));
  }
}
