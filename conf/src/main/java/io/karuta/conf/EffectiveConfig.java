package io.karuta.conf;

import java.util.List;

/** Writes what was asked for as HOCON. */
final class EffectiveConfig {

  private static final String DEFAULT = "  # default";

  private final StringBuilder out = new StringBuilder();

  private EffectiveConfig() {}

  static String render(HoconOptions root) {
    EffectiveConfig config = new EffectiveConfig();
    config.keys(root, "");
    return config.out.toString();
  }

  private void keys(HoconOptions level, String indent) {
    level
        .asked()
        .forEach((key, asked) -> {
          switch (asked) {
            case Asked.Presence _ -> {}
            case Asked.Unset _ -> line(indent, "# " + key + " is not set");
            case Asked.Value(String hocon, boolean isDefault) ->
                line(indent, key + " = " + hocon + (isDefault ? DEFAULT : ""));
            case Asked.Secret(String _, boolean isDefault) ->
                line(indent, key + " = " + Secrets.MASK + (isDefault ? DEFAULT : ""));
            case Asked.Level(HoconOptions below) -> {
              line(indent, key + " {");
              keys(below, indent + "  ");
              line(indent, "}");
            }
            case Asked.Levels(List<HoconOptions> levels) -> levels(key, levels, indent);
          }
        });
  }

  private void levels(String key, List<HoconOptions> levels, String indent) {
    if (levels.isEmpty()) {
      line(indent, key + " = []");
      return;
    }
    line(indent, key + " = [");
    for (HoconOptions level : levels) {
      line(indent, "  {");
      keys(level, indent + "    ");
      line(indent, "  }");
    }
    line(indent, "]");
  }

  private void line(String indent, String text) {
    out.append(indent).append(text).append('\n');
  }
}
