package io.karuta.conf;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigResolver;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Fills in substitutions: from the file itself, else from environment variables. The library stops
 * at the first one that means nothing; here such a one is recorded as a problem, gets a marked
 * text, and reading goes on. Confined to one thread.
 */
final class Environment implements ConfigResolver {

  /** Beginning of the origin of a value that came from a variable. */
  static final String ORIGIN = "environment variable ";

  /**
   * Part of every text that a substitution without meaning went into: a noncharacter of Unicode.
   */
  private static final String MARK = "\uffff";

  private final Map<String, String> variables;
  private final String mainFile;
  private final Set<String> undefined = new HashSet<>();
  private String lastMissing = "";

  Environment(Map<String, String> variables, String mainFile) {
    this.variables = variables;
    this.mainFile = mainFile;
  }

  /** The configuration with all substitutions filled in. */
  Config resolve(Config config, ProblemLog problems) {
    while (true) {
      lastMissing = "";
      try {
        return config.resolve(ConfigResolveOptions.noSystem().appendResolver(this));
      } catch (ConfigException.UnresolvedSubstitution e) {
        Place place = HoconErrors.place(e, mainFile);
        // The rest are cycles; the last lookup before one may have been of an optional variable.
        boolean isMissing = HoconErrors.message(e).endsWith(": ${" + lastMissing + "}");
        if (!isMissing || !undefined.add(lastMissing)) {
          problems.add(place, "", "substitutions that end", HoconErrors.message(e));
          problems.close();
          return ConfigFactory.empty();
        }
        problems.add(
            place,
            "",
            "a substitution by a key or an environment variable that is set",
            "${" + lastMissing + "}; ${?" + lastMissing + "} would be optional");
      }
    }
  }

  /** Whether a problem of this text was already recorded. */
  static boolean isUndefined(String text) {
    return text.contains(MARK);
  }

  @Override
  public @Nullable ConfigValue lookup(String path) {
    String value = variables.get(path);
    if (value != null) {
      return ConfigValueFactory.fromAnyRef(value, ORIGIN + path);
    }
    if (undefined.contains(path)) {
      return ConfigValueFactory.fromAnyRef(MARK);
    }
    lastMissing = path;
    return null;
  }

  @Override
  public ConfigResolver withFallback(ConfigResolver fallback) {
    return this;
  }
}
