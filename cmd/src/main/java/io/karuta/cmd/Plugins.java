package io.karuta.cmd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds factories by name, the tracker's own and those in the jars of the plugins folder alike:
 * both through {@link ServiceLoader}. Confined to one thread at a time.
 *
 * <p>The jars share one class loader. It stays open until nobody runs any more whose classes are
 * from there: a hook may load a class on its last request.
 */
final class Plugins implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Plugins.class);

  private final ClassLoader loader;

  private Plugins(ClassLoader loader) {
    this.loader = loader;
  }

  /**
   * Looks into a folder.
   *
   * @param folder need not exist
   * @throws UncheckedIOException if it can't be read
   */
  static Plugins in(Path folder) {
    List<URL> jars = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.jar")) {
        for (Path file : files) {
          jars.add(urlOf(file));
        }
      } catch (IOException e) {
        throw new UncheckedIOException("plugins folder " + folder, e);
      }
    }
    ClassLoader own = Plugins.class.getClassLoader();
    return new Plugins(
        jars.isEmpty() ? own : new URLClassLoader("plugins", jars.toArray(URL[]::new), own));
  }

  private static URL urlOf(Path file) throws MalformedURLException {
    return file.toUri().toURL();
  }

  /** The loader of the jars; the tracker's own if there are none. */
  ClassLoader loader() {
    return loader;
  }

  /** Lets go of the jars; classes that are loaded stay usable. Does nothing if there are none. */
  @Override
  public void close() {
    if (loader instanceof URLClassLoader jars) {
      try {
        jars.close();
      } catch (IOException e) {
        LOG.warn("a jar of the plugins folder did not close", e);
      }
    }
  }

  /**
   * All factories of a kind by their names, sorted.
   *
   * @throws IllegalStateException if one can't be loaded, or two have the same name; the message
   *     names them
   */
  <F> Map<String, F> factories(Class<F> type, Function<F, String> name) {
    Map<String, F> factories = new TreeMap<>();
    try {
      for (F factory : ServiceLoader.load(type, loader)) {
        F other = factories.put(name.apply(factory), factory);
        if (other != null) {
          throw new IllegalStateException(
              "two plugins are named "
                  + name.apply(factory)
                  + ": "
                  + other.getClass().getName()
                  + " and "
                  + factory.getClass().getName());
        }
      }
    } catch (ServiceConfigurationError e) {
      throw new IllegalStateException("plugin: " + e.getMessage(), e);
    }
    return factories;
  }
}
