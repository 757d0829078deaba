package io.karuta.cmd;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * The classes of all trackers that a test run starts, read and linked once: an archive for the
 * JVM's class data sharing, which runs the same code and comes up in two thirds of the time. It is
 * made with the first tracker and goes with the test run. Thread-safe.
 */
final class SharedClasses {

  private SharedClasses() {}

  /** Made when it is first asked for. */
  private static final class Made {
    static final List<String> FLAGS = make();
  }

  /** The class path of a tracker and the archive, as flags for the JVM. */
  static List<String> flags() {
    return Made.FLAGS;
  }

  private static List<String> make() {
    try {
      Path folder = Files.createTempDirectory("karuta-classes-");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder), "classes-delete"));
      String classPath = jars(folder);
      Path archive = folder.resolve("archive.jsa");
      rehearse(
          Files.createDirectory(folder.resolve("home")),
          List.of("-cp", classPath, "-XX:ArchiveClassesAtExit=" + archive));
      // On standard output it would say that the JVM's own archive, below this one, was made
      // without the flags of conf/jvm.options.
      return List.of("-cp", classPath, "-XX:SharedArchiveFile=" + archive, "-Xlog:cds=off");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Exception e) {
      throw new IllegalStateException("no archive of the tracker's classes", e);
    }
  }

  /** The class path of the tests with a jar for each folder: an archive takes jars only. */
  private static String jars(Path folder) {
    ToolProvider jar = ToolProvider.findFirst("jar").orElseThrow();
    List<String> entries = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (Files.isDirectory(Path.of(entry))) {
        String made = folder.resolve(entries.size() + ".jar").toString();
        int status = jar.run(System.out, System.err, "-c0f", made, "-C", entry, ".");
        if (status != 0) {
          throw new IllegalStateException("jar of " + entry + ": status " + status);
        }
        entries.add(made);
      } else {
        entries.add(entry);
      }
    }
    return String.join(File.pathSeparator, entries);
  }

  /** Starts, uses and stops a tracker; its JVM archives what it has loaded as it ends. */
  private static void rehearse(Path home, List<String> classes) throws Exception {
    Path config = PrivateSite.config(home);
    try (TrackerProcess tracker =
        TrackerProcess.startWith(home, classes, "serve", "--config", config.toString())) {
      var announces = PrivateSite.announceAddress(tracker);
      PrivateSite.register(tracker);
      PrivateSite.announce(announces, 1, "started", 0);
      tracker.terminate();
      if (tracker.awaitExit() != 0) {
        throw new IllegalStateException(tracker.log());
      }
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
