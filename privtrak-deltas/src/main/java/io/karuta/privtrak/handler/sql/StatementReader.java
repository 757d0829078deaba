package io.karuta.privtrak.handler.sql;

import io.karuta.pipeline.config.Options;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads one element of {@code statements}. */
final class StatementReader {

  private StatementReader() {}

  /** The statement; if it is wrong, problems were recorded. */
  static Optional<SqlStatement> read(Options options) {
    Grouping per = options.choice("per", Grouping.class, Grouping.USER_TORRENT);
    if (!options.has("per")) {
      options.problem("per", "what a row stands for, such as user-torrent", "nothing");
    }
    List<String> kinds = new ArrayList<>();
    for (String kind : List.of("update", "upsert", "insert-into")) {
      if (!options.string(kind, "").isEmpty()) {
        kinds.add(kind);
      }
    }
    List<String> where = options.strings("where", List.of());
    List<String> set = options.strings("set", List.of());
    List<String> insert = options.strings("insert", List.of());
    List<String> onDuplicate = options.strings("on-duplicate", List.of());
    if (kinds.size() != 1) {
      options.problem(
          "",
          "one of update, upsert, insert-into",
          kinds.isEmpty() ? "none" : String.join(", ", kinds));
      return Optional.empty();
    }
    String kind = kinds.getFirst();
    List<String> keys = keysOf(kind);
    for (String key : List.of("where", "set", "insert", "on-duplicate")) {
      if (!options.strings(key, List.of()).isEmpty() && !keys.contains(key)) {
        options.problem(key, "no such key beside " + kind, key);
      }
    }
    String table = options.string(kind, "");
    StatementParser parser =
        new StatementParser(new Place(options.origin(), options.path()), per, options::problem);
    return Optional.of(
        switch (kind) {
          case "update" -> parser.update(table, where, set);
          case "upsert" -> parser.upsert(table, insert, onDuplicate);
          default -> parser.insert(table, insert);
        });
  }

  private static List<String> keysOf(String kind) {
    return switch (kind) {
      case "update" -> List.of("where", "set");
      case "upsert" -> List.of("insert", "on-duplicate");
      default -> List.of("insert");
    };
  }
}
