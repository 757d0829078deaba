package io.karuta.testkit.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EachDatabase
class EachDatabaseTest {

  private final TestDatabase database;

  EachDatabaseTest(TestDatabase database) {
    this.database = database;
  }

  @BeforeEach
  void empty() {
    database.clear();
  }

  @Test
  void isTheEngineThatItSaysItIs() throws SQLException {
    try (Connection connection = database.dataSource().getConnection()) {
      assertThat(connection.getMetaData().getDatabaseProductName()).isEqualTo(database.toString());
      assertThat(database.config().url())
          .startsWith("jdbc:" + database.toString().toLowerCase(Locale.ROOT) + ":");
    }
  }

  @Test
  void tellsPasskeysApartByCase() {
    database.execute("insert into users (user_id, passkey) values (1, 'abc')");
    database.execute("insert into users (user_id, passkey) values (2, 'ABC')");

    assertThat(database.number("select user_id from users where passkey = 'ABC'")).isEqualTo(2);
    assertThatThrownBy(
            () -> database.execute("insert into users (user_id, passkey) values (3, 'abc')"))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void tellsClientPrefixesApartByCase() {
    database.execute("insert into clients (prefix, name) values ('-DE', 'Deluge')");
    database.execute("insert into clients (prefix, name) values ('-de', 'not Deluge')");

    assertThat(database.number("select count(*) from clients where prefix = '-DE'")).isEqualTo(1);
  }

  @Test
  void keepsInfoHashesByteForByte() throws SQLException {
    byte[] hash = new byte[20];
    for (int i = 0; i < hash.length; i++) {
      hash[i] = (byte) (i == 19 ? 0x20 : 0xf0 + i);
    }
    try (Connection connection = database.dataSource().getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into torrents (torrent_id, info_hash) values (1, ?)");
        PreparedStatement query = connection.prepareStatement("select info_hash from torrents")) {
      insert.setBytes(1, hash);
      insert.executeUpdate();

      ResultSet rows = query.executeQuery();

      assertThat(rows.next()).isTrue();
      assertThat(rows.getBytes(1)).isEqualTo(hash);
    }
  }

  @Test
  void hasDefaultsThatLetAUserAnnounce() {
    database.execute("insert into users (user_id, passkey) values (1, 'abc')");

    assertThat(
            database.number(
                "select count(*) from users where enabled = true and can_leech = true"
                    + " and upload_percent = 100 and download_percent = 100 and uploaded = 0"))
        .isEqualTo(1);
  }

  @Test
  void keepsTextsOfAllTongues() {
    database.execute("insert into torrents (torrent_id, info_hash, name) values (1, '', 'カルタ🀄')");

    assertThat(database.number("select count(*) from torrents where name = 'カルタ🀄'")).isEqualTo(1);
  }
}
