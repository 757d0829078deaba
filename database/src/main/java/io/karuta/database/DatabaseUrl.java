package io.karuta.database;

import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import org.mariadb.jdbc.Configuration;
import org.mariadb.jdbc.HostAddress;

/** What can be told from a JDBC URL before anything is connected. */
final class DatabaseUrl {

  /** Without these H2 speaks another dialect than our statements. */
  private static final String[] H2_SETTINGS = {"mode=mariadb", "database_to_lower=true"};

  /** Have keys of their own, or would be shown wherever the URL is. */
  private static final String[] RESERVED = {"user", "password", "sslmode"};

  private DatabaseUrl() {}

  static boolean isMariaDb(String url) {
    return url.startsWith("jdbc:mariadb:");
  }

  static boolean isH2(String url) {
    return url.startsWith("jdbc:h2:");
  }

  /** What the URL ought to be, if it isn't; empty if it is right. */
  static Optional<String> expected(String url) {
    if (!isMariaDb(url) && !isH2(url)) {
      return Optional.of("jdbc:mariadb://... or jdbc:h2:...");
    }
    for (String name : RESERVED) {
      if (hasParameter(url, name)) {
        return Optional.of("user, password and ssl-mode under keys of their own");
      }
    }
    String lowerCase = url.toLowerCase(Locale.ROOT);
    for (String setting : H2_SETTINGS) {
      if (isH2(url) && !lowerCase.contains(";" + setting)) {
        return Optional.of("MODE=MariaDB;DATABASE_TO_LOWER=TRUE in an H2 URL");
      }
    }
    try {
      return isH2(url) || !Configuration.parse(url).addresses().isEmpty()
          ? Optional.empty()
          : Optional.of("a host in the URL");
    } catch (SQLException e) {
      return Optional.of("a URL that the driver understands: " + e.getMessage());
    }
  }

  /** The URL without what could be a secret, for messages. */
  static String redacted(String url) {
    return url.replaceAll("(?i)((?:password|user)=)[^&;]*", "$1***");
  }

  /** Whether every host of a MariaDB URL is this machine, so that nobody can listen in. */
  static boolean isLoopback(String url) {
    try {
      for (HostAddress address : Configuration.parse(url).addresses()) {
        if (address.localSocket == null && address.pipe == null && !isLoopbackHost(address.host)) {
          return false;
        }
      }
      return true;
    } catch (SQLException e) {
      return false; // the URL itself is reported elsewhere
    }
  }

  private static boolean isLoopbackHost(String host) {
    return host.equals("localhost")
        || host.equals("::1")
        || host.equals("[::1]")
        || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
  }

  private static boolean hasParameter(String url, String name) {
    return url.toLowerCase(Locale.ROOT).matches(".*[?&;]" + name + "=.*");
  }
}
