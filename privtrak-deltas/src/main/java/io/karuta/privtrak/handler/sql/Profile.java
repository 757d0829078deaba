package io.karuta.privtrak.handler.sql;

import java.util.List;

/** Statements that need not be written down. */
enum Profile {
  /** The tracker's own tables. */
  KARUTA,
  /** None: all statements are the site's. */
  NONE;

  List<SqlStatement> statements(Place place) {
    return switch (this) {
      case KARUTA -> KarutaProfile.statements(place);
      case NONE -> List.of();
    };
  }
}
