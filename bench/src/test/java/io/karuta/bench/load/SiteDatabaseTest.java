package io.karuta.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.bench.workload.Workload;
import io.karuta.database.Database;
import io.karuta.database.DatabaseConfig;
import io.karuta.testkit.FakeOptions;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SiteDatabaseTest {

  @TempDir Path folder;

  @Test
  void registersEveryUserTorrentAndClient() throws SQLException {
    Workload workload = Workload.of(Workload.SEED, 7, 11, 3);

    try (SiteDatabase database = SiteDatabase.embedded(folder)) {
      database.fill(workload);
    }

    assertThat(rows("users")).isEqualTo(7);
    assertThat(rows("torrents")).isEqualTo(11);
    assertThat(rows("clients")).isEqualTo(workload.clients().size());
  }

  private int rows(String table) throws SQLException {
    FakeOptions options = FakeOptions.of(Map.of("file", folder.resolve("karuta").toString()));
    try (Database database = Database.open(DatabaseConfig.read(options));
        Connection connection = database.dataSource().getConnection();
        ResultSet count =
            connection.createStatement().executeQuery("select count(*) from " + table)) {
      count.next();
      return count.getInt(1);
    }
  }
}
