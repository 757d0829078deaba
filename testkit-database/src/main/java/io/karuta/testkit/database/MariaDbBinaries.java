package io.karuta.testkit.database;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A MariaDB server's program and what it needs beside it. Immutable.
 *
 * @param server the program {@code mariadbd}
 * @param messages folder that holds {@code english/errmsg.sys}
 * @param systemTables scripts that make the system tables, in their order
 */
record MariaDbBinaries(Path server, Path messages, List<Path> systemTables) {

  private static final List<String> USUAL_FOLDERS =
      List.of("/usr/sbin", "/usr/libexec", "/usr/local/sbin", "/usr/local/libexec");

  /** Renamed between MariaDB 10 and 11. */
  private static final List<String> SCRIPT_PREFIXES = List.of("mariadb_", "mysql_");

  private static final List<String> SCRIPTS =
      List.of("system_tables.sql", "performance_tables.sql", "system_tables_data.sql");

  /**
   * The machine's own server if it has a whole one, else the packaged one.
   *
   * @throws IOException if there is none and the packaged one can't be unpacked
   */
  static MariaDbBinaries find() throws IOException {
    List<String> folders = new ArrayList<>();
    String path = System.getenv("PATH");
    if (path != null) {
      folders.addAll(List.of(path.split(File.pathSeparator)));
    }
    folders.addAll(USUAL_FOLDERS);
    for (String folder : folders) {
      Path server = Path.of(folder, "mariadbd");
      Optional<MariaDbBinaries> found =
          Files.isExecutable(server) ? besides(server.toRealPath()) : Optional.empty();
      if (found.isPresent()) {
        return found.get();
      }
    }
    return PackagedMariaDb.unpacked();
  }

  /** The server with what an installation keeps under {@code share} beside its folder. */
  static Optional<MariaDbBinaries> besides(Path server) {
    Path share = server.resolveSibling("../share").normalize();
    for (String name : List.of("mariadb", "mysql", "")) {
      Path folder = share.resolve(name);
      for (String prefix : SCRIPT_PREFIXES) {
        List<Path> scripts = SCRIPTS.stream().map(s -> folder.resolve(prefix + s)).toList();
        boolean whole = scripts.stream().allMatch(Files::isReadable);
        if (whole && Files.isReadable(folder.resolve("english/errmsg.sys"))) {
          return Optional.of(new MariaDbBinaries(server, folder, scripts));
        }
      }
    }
    return Optional.empty();
  }
}
