import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.StringJoiner;

/**
 * Asks a database: one query per line of standard input, its rows as lines of tab-separated values,
 * then a line that says {@code ok} or {@code error} and why.
 */
final class Sql {

  public static void main(String... arguments) throws Exception {
    String url = arguments[0] + "?sslMode=disable";
    BufferedReader queries =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (Connection connection = DriverManager.getConnection(url, arguments[1], arguments[2])) {
      for (String query = queries.readLine(); query != null; query = queries.readLine()) {
        System.out.println(answer(connection, query));
        System.out.flush();
      }
    }
  }

  private static String answer(Connection connection, String query) {
    StringBuilder rows = new StringBuilder();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        StringJoiner row = new StringJoiner("\t", "", "\n");
        for (int column = 1; column <= columns; column++) {
          row.add(String.valueOf(result.getString(column)));
        }
        rows.append(row);
      }
      return rows + "ok";
    } catch (SQLException e) {
      return "error " + e.getMessage().replace('\n', ' ');
    }
  }
}
