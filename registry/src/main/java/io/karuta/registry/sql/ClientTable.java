package io.karuta.registry.sql;

import io.karuta.pipeline.registry.Client;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Comparator;

/** The client whitelist. */
final class ClientTable implements Table<Client> {

  @Override
  public String name() {
    return "clients";
  }

  @Override
  public String keyColumn() {
    return "prefix";
  }

  @Override
  public String selectSql() {
    return "select prefix, name from clients";
  }

  @Override
  public String updateSql() {
    return "update clients set name = ? where prefix = ?";
  }

  @Override
  public String insertSql() {
    return "insert into clients (name, prefix) values (?, ?)";
  }

  @Override
  public String selectKeySql() {
    return "select prefix from clients where prefix";
  }

  @Override
  public String deleteSql() {
    return "delete from clients where prefix = ?";
  }

  @Override
  public Client read(Row row) throws SQLException, BadRowException {
    String prefix = row.text("prefix");
    String name = row.text("name");
    try {
      return new Client(prefix, name);
    } catch (IllegalArgumentException e) {
      throw new BadRowException("prefix of 1 to 20 characters of printable ASCII", "another one");
    }
  }

  @Override
  public void bind(Client client, PreparedStatement statement) throws SQLException {
    statement.setString(1, client.name());
    statement.setString(2, client.prefix());
  }

  @Override
  public void bindKeyColumn(int parameter, Client client, PreparedStatement statement)
      throws SQLException {
    statement.setString(parameter, client.prefix());
  }

  @Override
  public Comparator<Client> order() {
    return Comparator.comparing(Client::prefix);
  }

  @Override
  public Object keyOf(Client client) {
    return client.prefix();
  }

  @Override
  public Object keyOf(Row row) throws SQLException {
    return row.shown("prefix");
  }

  @Override
  public String describe(Client client) {
    return "client " + client.prefix();
  }
}
