package io.karuta.pipeline.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RequestKeyTest {

  private static final String FINGERPRINT = "0f".repeat(32);

  @Test
  void knowsItsRanges() {
    assertThat(new RequestKey("!", FINGERPRINT).key()).isEqualTo("!");
    assertThat(new RequestKey("~".repeat(200), FINGERPRINT).key()).hasSize(200);

    refused("", FINGERPRINT, "request key: '' (expected: 1 to 200 characters of visible ASCII)");
    refused("a b", FINGERPRINT, "request key: 'a b' (expected");
    refused("é", FINGERPRINT, "request key: 'é' (expected");
    refused("a".repeat(201), FINGERPRINT, "request key: 'aaa");
    refused("a", "", "request fingerprint: '' (expected: 64 lower-case hexadecimal digits)");
    refused("a", "0F".repeat(32), "request fingerprint: '0F0F");
    refused("a", "0f".repeat(33), "request fingerprint: '0f0f");
  }

  private static void refused(String key, String fingerprint, String message) {
    assertThatThrownBy(() -> new RequestKey(key, fingerprint))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }
}
