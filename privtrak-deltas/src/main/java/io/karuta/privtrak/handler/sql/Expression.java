package io.karuta.privtrak.handler.sql;

import java.util.List;
import java.util.function.Function;

/**
 * SQL with parameters in it. Immutable.
 *
 * @param texts the SQL around the parameters, one text more than there are parameters
 * @param parameters in the order in which they stand
 */
record Expression(List<String> texts, List<Parameter> parameters) {

  /** The SQL with something in place of each parameter. */
  String render(Function<Parameter, String> replacement) {
    StringBuilder sql = new StringBuilder(texts.getFirst());
    for (int i = 0; i < parameters.size(); i++) {
      sql.append(replacement.apply(parameters.get(i))).append(texts.get(i + 1));
    }
    return sql.toString();
  }

  /** Whether it says {@code column = :parameter} and nothing else. */
  boolean isColumnEqualTo(Parameter parameter) {
    return parameters.equals(List.of(parameter))
        && texts.getFirst().matches(" *[\\w$.`]+ *= *")
        && texts.getLast().isBlank();
  }
}
