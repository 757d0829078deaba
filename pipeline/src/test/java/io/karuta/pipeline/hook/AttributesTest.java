package io.karuta.pipeline.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AttributesTest {

  private final Attributes attributes = new Attributes();

  @Test
  void keepsEachKeysOwnValueHoweverManyKeysThereAre() {
    List<AttributeKey<Integer>> keys = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      keys.add(AttributeKey.of("same-name", Integer.class));
      attributes.set(keys.get(i), i);
    }

    for (int i = 0; i < 100; i++) {
      assertThat(attributes.get(keys.get(i))).isEqualTo(i);
    }
  }

  @Test
  void namesTheKeyThatNoHookHasSet() {
    AttributeKey<String> key = AttributeKey.of("country", String.class);

    assertThat(attributes.find(key)).isNull();
    assertThatThrownBy(() -> attributes.get(key)).hasMessageContaining("country");
  }

  @Test
  void forgetsValuesBetweenRequests() {
    AttributeKey<String> key = AttributeKey.of("country", String.class);
    attributes.set(key, "SE");

    attributes.clear();

    assertThat(attributes.find(key)).isNull();
  }
}
