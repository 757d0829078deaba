package io.karuta.registry.importer;

import io.karuta.pipeline.registry.Registry;
import io.karuta.registry.importer.ImportReport.TableReport;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Takes over users with their totals, torrents, tokens and clients of a site into a registry.
 * Nothing is removed, what says the same already is left alone, and so are totals of users of whom
 * the tracker has some; so an import that was cut short is finished by doing it again. One thread.
 */
public final class Importer {

  private static final int ROWS_PER_FETCH = 1000;

  private final DataSource site;
  private final Registry registry;
  private final int batchSize;
  private final ImportListener listener;
  private long totalsTaken;
  private long totalsLeft;

  private Importer(DataSource site, Registry registry, int batchSize, ImportListener listener) {
    this.site = site;
    this.registry = registry;
    this.batchSize = batchSize;
    this.listener = listener;
  }

  /**
   * Takes everything over.
   *
   * @param site a MariaDB with the schema; only read from
   * @param registry what is to know it
   * @param batchSize entries that are saved in one transaction, 1 or more
   * @throws ImportException if the site's tables can't be read, or aren't those of the schema
   * @throws io.karuta.pipeline.registry.RegistryException if the registry's source fails
   */
  public static ImportReport run(
      DataSource site,
      SiteSchema schema,
      Registry registry,
      int batchSize,
      ImportListener listener) {
    return new Importer(site, registry, batchSize, listener).run(schema);
  }

  private ImportReport run(SiteSchema schema) {
    List<TableReport> reports = new ArrayList<>();
    try (Connection connection = site.getConnection()) {
      connection.setReadOnly(true);
      for (SiteTable table : schema.tables(SiteColumns.of(connection))) {
        reports.add(read(connection, table));
      }
    } catch (SQLException e) {
      throw new ImportException("reading the site's database: " + e.getMessage(), e);
    }
    return new ImportReport(reports, totalsTaken, totalsLeft);
  }

  private TableReport read(Connection connection, SiteTable table) throws SQLException {
    long total = count(connection, table);
    TableImport entries = new TableImport(table.name(), registry, listener);
    long read = 0;
    listener.progress(table.name(), 0, total);
    try (PreparedStatement select = connection.prepareStatement(table.selectSql())) {
      select.setFetchSize(ROWS_PER_FETCH);
      try (ResultSet rows = select.executeQuery()) {
        SiteRow row = new SiteRow(rows);
        while (rows.next()) {
          String key =
              table.name() + "." + table.keyColumns() + "=" + row.shown(table.keyColumns());
          try {
            entries.add(key, table.reader().read(row), table.totals().read(row));
          } catch (RefusedRowException e) {
            entries.refuse(key, e.expected(), e.found());
          }
          read++;
          if (entries.waiting() >= batchSize) {
            entries.apply();
            listener.progress(table.name(), read, total);
          }
        }
      }
    }
    TableReport report = entries.finish();
    totalsTaken += entries.totalsTaken();
    totalsLeft += entries.totalsLeft();
    listener.progress(table.name(), read, total);
    return report;
  }

  private static long count(Connection connection, SiteTable table) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(table.countSql());
        ResultSet rows = select.executeQuery()) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
