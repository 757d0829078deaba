package io.karuta.privtrak.handler.sql;

import io.karuta.pipeline.config.Options;
import java.util.ArrayList;
import java.util.List;

/**
 * Settings of the handler {@code sql}. Immutable.
 *
 * @param place where they stand
 * @param rowsPerStatement most rows that one statement carries; bounded by the server's {@code
 *     max_allowed_packet}
 * @param deadLetterLimit how many rows of a statement may be refused although they are most of a
 *     batch's; beyond that it is the schema that is wrong, and the batch waits
 * @param statements in the order in which they are executed
 */
record SqlDeltaHandlerConfig(
    Place place, int rowsPerStatement, int deadLetterLimit, List<SqlStatement> statements) {

  static SqlDeltaHandlerConfig read(Options options) {
    Profile profile = options.choice("profile", Profile.class, Profile.KARUTA);
    int rowsPerStatement = options.integer("rows-per-statement", 250, 1, 3000);
    int deadLetterLimit = options.integer("dead-letter-limit", 100, 0, 1_000_000);
    Place place = new Place(options.origin(), options.path());
    List<SqlStatement> statements = new ArrayList<>(profile.statements(place));
    List<Options> own = options.children("statements");
    if (profile == Profile.NONE && own.isEmpty()) {
      options.problem("statements", "one or more, since profile = none", "none");
    }
    own.forEach(one -> StatementReader.read(one).ifPresent(statements::add));
    return new SqlDeltaHandlerConfig(
        place, rowsPerStatement, deadLetterLimit, List.copyOf(statements));
  }
}
