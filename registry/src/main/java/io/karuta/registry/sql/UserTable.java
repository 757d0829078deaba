package io.karuta.registry.sql;

import io.karuta.pipeline.registry.User;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Comparator;

/** Users; their totals are left to the accounting. */
final class UserTable implements Table<User> {

  @Override
  public String name() {
    return "users";
  }

  @Override
  public String keyColumn() {
    return "user_id";
  }

  @Override
  public String selectSql() {
    return """
    select user_id, passkey, name, enabled, can_leech, upload_percent, download_percent
    from users\
    """;
  }

  @Override
  public String updateSql() {
    return """
    update users set passkey = ?, name = ?, enabled = ?, can_leech = ?,
      upload_percent = ?, download_percent = ?
    where user_id = ?\
    """;
  }

  @Override
  public String insertSql() {
    return """
    insert into users
      (passkey, name, enabled, can_leech, upload_percent, download_percent, user_id)
    values (?, ?, ?, ?, ?, ?, ?)\
    """;
  }

  @Override
  public String selectKeySql() {
    return "select user_id from users where user_id";
  }

  @Override
  public String deleteSql() {
    return "delete from users where user_id = ?";
  }

  // No passkey has an exclamation mark in it.
  @Override
  public String parkSql() {
    return "update users set passkey = concat('!', user_id) where user_id = ?";
  }

  @Override
  public User read(Row row) throws SQLException, BadRowException {
    long number = row.number("user_id");
    String passkey = row.text("passkey");
    if (!User.isPasskey(passkey)) {
      throw new BadRowException(
          "passkey of 1 to 64 of A-Z a-z 0-9 . _ ~ -",
          "another one, of " + passkey.length() + " characters");
    }
    return new User(
        number,
        passkey,
        row.text("name"),
        row.flag("enabled"),
        row.flag("can_leech"),
        row.percent("upload_percent"),
        row.percent("download_percent"));
  }

  @Override
  public void bind(User user, PreparedStatement statement) throws SQLException {
    statement.setString(1, user.passkey());
    statement.setString(2, user.name());
    statement.setBoolean(3, user.enabled());
    statement.setBoolean(4, user.mayLeech());
    statement.setInt(5, user.uploadPercent());
    statement.setInt(6, user.downloadPercent());
    statement.setLong(7, user.number());
  }

  @Override
  public void bindKeyColumn(int parameter, User user, PreparedStatement statement)
      throws SQLException {
    statement.setLong(parameter, user.number());
  }

  @Override
  public Comparator<User> order() {
    return Comparator.comparingLong(User::number);
  }

  @Override
  public Object keyOf(User user) {
    return user.number();
  }

  @Override
  public Object keyOf(Row row) throws SQLException {
    return row.rawLong("user_id");
  }

  @Override
  public Object otherKeyOf(User user) {
    return user.passkey();
  }

  @Override
  public String describe(User user) {
    return "user " + user.number();
  }
}
