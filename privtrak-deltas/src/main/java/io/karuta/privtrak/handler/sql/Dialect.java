package io.karuta.privtrak.handler.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the two servers say differently. */
enum Dialect {
  MARIADB {
    // A straight join, or the server might read the whole table for a few rows, and lock it.
    @Override
    ManyRows update(SqlStatement statement, List<Parameter> parameters) {
      return new ManyRows(
          "update (with given (" + columns(parameters) + ") as (values",
          rowOf(parameters),
          ") select * from given) as given straight_join "
              + Identifiers.quoted(statement.table())
              + " on "
              + condition(statement)
              + " set "
              + assignments(statement));
    }

    @Override
    void number(long value, StringBuilder sql) {
      sql.append(value);
    }

    @Override
    String text(String value, List<String> texts) {
      texts.add(value);
      return "?";
    }
  },

  H2 {
    @Override
    ManyRows update(SqlStatement statement, List<Parameter> parameters) {
      return new ManyRows(
          "merge into " + Identifiers.quoted(statement.table()) + " using (values",
          rowOf(parameters),
          ") given ("
              + columns(parameters)
              + ") on "
              + condition(statement)
              + " when matched then update set "
              + assignments(statement));
    }

    // Or small ones were added and multiplied in 32 bits.
    @Override
    void number(long value, StringBuilder sql) {
      sql.append("cast(").append(value).append(" as bigint)");
    }

    // No parameter: H2 couldn't tell its type.
    @Override
    String text(String value, List<String> texts) {
      return "'" + value.replace("'", "''") + "'";
    }
  };

  static Dialect of(Connection connection) throws SQLException {
    return connection.getMetaData().getDatabaseProductName().equals("MariaDB") ? MARIADB : H2;
  }

  /** Of many rows, of which those that aren't there are left out. */
  abstract ManyRows update(SqlStatement statement, List<Parameter> parameters);

  /** Writes a number of 64 bits. */
  abstract void number(long value, StringBuilder sql);

  /**
   * A text as SQL.
   *
   * @param texts where it goes instead if a parameter stands for it
   */
  abstract String text(String value, List<String> texts);

  /** The statement for any number of rows. */
  ManyRows manyRows(SqlStatement statement) {
    return switch (statement.kind()) {
      case UPDATE -> update(statement, parametersOf(statement));
      case UPSERT -> insert(statement, "on duplicate key update " + assignments(statement));
      case INSERT -> insert(statement, "");
    };
  }

  private static ManyRows insert(SqlStatement statement, String after) {
    String columns =
        statement.insert().stream().map(Assignment::quotedColumn).collect(Collectors.joining(", "));
    return new ManyRows(
        "insert into " + Identifiers.quoted(statement.table()) + " (" + columns + ") values",
        statement.insert().stream().map(Assignment::value).toList(),
        after);
  }

  /** The parameters that an update names, each once. */
  private static List<Parameter> parametersOf(SqlStatement statement) {
    return Stream.concat(
            statement.where().stream(), statement.set().stream().map(Assignment::value))
        .flatMap(expression -> expression.parameters().stream())
        .distinct()
        .toList();
  }

  /** A row of an update: just the parameters, which the text around names as columns. */
  private static List<Expression> rowOf(List<Parameter> parameters) {
    return parameters.stream()
        .map(parameter -> new Expression(List.of("", ""), List.of(parameter)))
        .toList();
  }

  private static String columns(List<Parameter> parameters) {
    return parameters.stream().map(Dialect::column).collect(Collectors.joining(", "));
  }

  private static String column(Parameter parameter) {
    return "given_" + parameter.sqlName();
  }

  private static String condition(SqlStatement statement) {
    return statement.where().stream()
        .map(expression -> "(" + expression.render(Dialect::column) + ")")
        .collect(Collectors.joining(" and "));
  }

  private static String assignments(SqlStatement statement) {
    return statement.set().stream()
        .map(set -> set.quotedColumn() + " = " + set.value().render(Dialect::column))
        .collect(Collectors.joining(", "));
  }
}
