package io.karuta.metrics;

import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;

/**
 * What one series of numbers is called. Immutable.
 *
 * @param name kebab-case, as the part registered it
 * @param labels name, value, name, value
 */
record Series(String name, List<String> labels) {

  /** All names begin with it. */
  private static final String PREFIX = "karuta.";

  /**
   * A series.
   *
   * @throws IllegalArgumentException if the labels are no pairs
   */
  static Series of(String name, String... labels) {
    if (labels.length % 2 != 0) {
      throw new IllegalArgumentException(
          "labels of " + name + ": " + String.join(", ", labels) + " (expected: name, value, ...)");
    }
    return new Series(name, List.of(labels));
  }

  /** The name as Micrometer writes them: each system's registry turns it into its own form. */
  String dottedName() {
    return PREFIX + name.replace('-', '.');
  }

  List<String> labelNames() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < labels.size(); i += 2) {
      names.add(labels.get(i));
    }
    return names;
  }

  Tags tags() {
    List<Tag> tags = new ArrayList<>();
    for (int i = 0; i < labels.size(); i += 2) {
      tags.add(Tag.of(labels.get(i), labels.get(i + 1)));
    }
    return Tags.of(tags);
  }

  /** For people: {@code name{label=value,label=value}}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(name);
    for (int i = 0; i < labels.size(); i += 2) {
      text.append(i == 0 ? '{' : ',').append(labels.get(i)).append('=').append(labels.get(i + 1));
    }
    return labels.isEmpty() ? name : text.append('}').toString();
  }
}
