package io.karuta.conf;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads the main file and what it includes. An include names a file, relative to the one that it
 * stands in, and the file must be there: the library would skip a missing one without a word, look
 * for it on the class path, try endings of its own, and fetch URLs. Confined to one thread.
 */
final class Sources
    implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderURL, ConfigIncluderClasspath {

  private final ProblemLog problems;
  private final Map<String, SourceScan> scans = new LinkedHashMap<>();
  private final Deque<Path> open = new ArrayDeque<>();

  Sources(ProblemLog problems) {
    this.problems = problems;
  }

  /** Parses the main file; empty, with a problem recorded, if that can't be done. */
  Config main(Path file) {
    return parse(file, new Place(file.toString(), 0));
  }

  /** Where a value is set that knows no line itself; the level's place if no file sets it. */
  Place placeOf(String path, Place level) {
    for (Map.Entry<String, SourceScan> scan : scans.entrySet()) {
      int line = scan.getValue().lineOf(path);
      if (line > 0) {
        return new Place(scan.getKey(), line);
      }
    }
    return level;
  }

  private Config parse(Path file, Place named) {
    if (open.stream().anyMatch(outer -> isSame(outer, file))) {
      problems.add(named, "", "an include of another file", file + ", which includes this one");
      return ConfigFactory.empty();
    }
    String text;
    try {
      text = Files.readString(file, StandardCharsets.UTF_8);
    } catch (CharacterCodingException e) {
      return unreadable(named, "a file in UTF-8", file + ", which is not");
    } catch (IOException e) {
      return unreadable(named, "a readable file", file + ", which " + whyUnreadable(file));
    }
    scans.put(file.toString(), SourceScan.of(text));
    open.push(file);
    try {
      Config config =
          ConfigFactory.parseFile(
              file.toFile(),
              ConfigParseOptions.defaults()
                  .setSyntax(ConfigSyntax.CONF)
                  .setAllowMissing(false)
                  .setIncluder(this));
      recordDuplicates(file);
      return config;
    } finally {
      open.pop();
    }
  }

  private Config unreadable(Place named, String expected, String found) {
    problems.add(named, "", expected, found);
    if (open.isEmpty()) {
      problems.close();
    }
    return ConfigFactory.empty();
  }

  private static boolean isSame(Path one, Path other) {
    return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
  }

  private static String whyUnreadable(Path file) {
    if (!Files.exists(file)) {
      return "is missing";
    }
    return Files.isDirectory(file) ? "is a folder" : "can't be read";
  }

  private void recordDuplicates(Path file) {
    for (SourceScan.Duplicate duplicate : scan(file).duplicates()) {
      problems.add(
          new Place(file.toString(), duplicate.line()),
          duplicate.path(),
          "each key once",
          "it again, after line " + duplicate.firstLine());
    }
  }

  private SourceScan scan(Path file) {
    SourceScan scan = scans.get(file.toString());
    if (scan == null) {
      throw new IllegalStateException("file: " + file + " (expected: one that was scanned)");
    }
    return scan;
  }

  @Override
  public ConfigObject include(ConfigIncludeContext context, String what) {
    return includeNamed(what);
  }

  @Override
  public ConfigObject includeFile(ConfigIncludeContext context, File what) {
    return includeNamed(what.getPath());
  }

  private ConfigObject includeNamed(String name) {
    Path including = open.element();
    Place named = placeOfInclude(including, name);
    try {
      return parse(including.resolveSibling(name), named).root();
    } catch (InvalidPathException e) {
      return unreadable(named, "a path of a file", e.getReason()).root();
    }
  }

  @Override
  public ConfigObject includeURL(ConfigIncludeContext context, URL what) {
    return refuse(what.toString(), "a URL");
  }

  @Override
  public ConfigObject includeResources(ConfigIncludeContext context, String what) {
    return refuse(what, "a resource of the class path");
  }

  private ConfigObject refuse(String name, String kind) {
    problems.add(placeOfInclude(open.element(), name), "", "an include of a file", kind);
    return ConfigFactory.empty().root();
  }

  private Place placeOfInclude(Path including, String name) {
    int line =
        scan(including).includes().stream()
            .filter(include -> include.name().equals(name))
            .mapToInt(SourceScan.Include::line)
            .findFirst()
            .orElse(0);
    return new Place(including.toString(), line);
  }

  @Override
  public ConfigIncluder withFallback(ConfigIncluder fallback) {
    return this;
  }
}
