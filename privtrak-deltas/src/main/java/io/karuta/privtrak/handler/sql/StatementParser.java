package io.karuta.privtrak.handler.sql;

import io.karuta.privtrak.handler.sql.SqlStatement.Kind;
import java.util.List;

/** Makes statements of texts. Confined to one thread. */
final class StatementParser {

  private final Place place;
  private final Grouping per;
  private final Complaint complaint;
  private final ExpressionParser parser;

  /**
   * For one statement.
   *
   * @param complaint told what is wrong; what is made then must not be used
   */
  StatementParser(Place place, Grouping per, Complaint complaint) {
    this.place = place;
    this.per = per;
    this.complaint = complaint;
    parser = new ExpressionParser(per, complaint);
  }

  /** Changes rows that are there. */
  SqlStatement update(String table, List<String> where, List<String> set) {
    require("where", where);
    require("set", set);
    return new SqlStatement(
        place,
        per,
        Kind.UPDATE,
        table("update", table),
        List.of(),
        parser.assignments("set", set),
        parser.expressions("where", where));
  }

  /** Makes rows, or changes them if they are there. */
  SqlStatement upsert(String table, List<String> insert, List<String> onDuplicate) {
    require("on-duplicate", onDuplicate);
    List<Assignment> changes = parser.assignments("on-duplicate", onDuplicate);
    for (Assignment change : changes) {
      for (Parameter parameter : change.value().parameters()) {
        complaint.about(
            "on-duplicate",
            "values(column), since the text is one for many rows",
            ":" + parameter.sqlName() + " for " + change.column());
      }
    }
    return new SqlStatement(
        place, per, Kind.UPSERT, table("upsert", table), inserted(insert), changes, List.of());
  }

  /** Makes rows. */
  SqlStatement insert(String table, List<String> insert) {
    return new SqlStatement(
        place,
        per,
        Kind.INSERT,
        table("insert-into", table),
        inserted(insert),
        List.of(),
        List.of());
  }

  private List<Assignment> inserted(List<String> insert) {
    require("insert", insert);
    return parser.assignments("insert", insert);
  }

  private void require(String key, List<String> texts) {
    if (texts.isEmpty()) {
      complaint.about(key, "one or more texts", "none");
    }
  }

  private String table(String key, String text) {
    return Identifiers.table(text)
        .orElseGet(() -> {
          complaint.about(key, "the name of a table", text);
          return "";
        });
  }
}
