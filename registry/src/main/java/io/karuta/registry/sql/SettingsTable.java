package io.karuta.registry.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** Settings that were changed while the tracker ran. */
final class SettingsTable {

  private SettingsTable() {}

  /** All of them. */
  static Map<String, Long> load(Connection connection) throws SQLException {
    Map<String, Long> settings = new HashMap<>();
    try (PreparedStatement select =
            connection.prepareStatement("select name, setting_value from karuta_settings");
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        settings.put(rows.getString(1), rows.getLong(2));
      }
    }
    return settings;
  }

  /** Replaces all of them. */
  static void save(Connection connection, Map<String, Long> settings) throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement("delete from karuta_settings")) {
      delete.executeUpdate();
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into karuta_settings (name, setting_value) values (?, ?)")) {
      for (Map.Entry<String, Long> setting : settings.entrySet()) {
        insert.setString(1, setting.getKey());
        insert.setLong(2, setting.getValue());
        insert.executeUpdate();
      }
    }
  }
}
