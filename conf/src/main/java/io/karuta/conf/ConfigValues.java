package io.karuta.conf;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Lists what was asked for by path. */
final class ConfigValues {

  private static final String UNSET = "";

  private final SortedMap<String, String> values = new TreeMap<>();

  private ConfigValues() {}

  static SortedMap<String, String> of(HoconOptions root) {
    ConfigValues values = new ConfigValues();
    values.keys(root);
    return Collections.unmodifiableSortedMap(values.values);
  }

  private void keys(HoconOptions level) {
    level
        .asked()
        .forEach((key, asked) -> {
          String path = KeyPath.child(level.path(), key);
          switch (asked) {
            case Asked.Presence _ -> {}
            case Asked.Unset _ -> values.put(path, UNSET);
            case Asked.Value(String hocon, boolean _) -> values.put(path, hocon);
            case Asked.Secret(String digest, boolean _) -> values.put(path, digest);
            case Asked.Level(HoconOptions below) -> keys(below);
            case Asked.Levels(List<HoconOptions> levels) -> levels.forEach(this::keys);
          }
        });
  }
}
