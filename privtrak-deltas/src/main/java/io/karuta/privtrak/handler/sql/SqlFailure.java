package io.karuta.privtrak.handler.sql;

import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;

/** What can be done about a statement that failed. */
enum SqlFailure {
  /** Somebody else was in the way: the transaction is worth another try at once. */
  CONFLICT,
  /** A value was refused: the other rows are worth another try without it. */
  REFUSED_ROW,
  /** The statement is longer than the server takes. */
  TOO_LONG,
  /** The server is away, full or read-only, or a table isn't what it was: nothing but waiting. */
  OTHER;

  private static final int MARIADB_LOCK_WAIT = 1205;
  private static final int MARIADB_PACKET_TOO_LARGE = 1153;
  private static final int H2_LOCK_TIMEOUT = 50200;

  /** A column's name is ambiguous: of the class of refused values, but never one. */
  private static final int MARIADB_AMBIGUOUS = 1052;

  /**
   * Values that MariaDB refuses without saying so in the state: truncated, of the wrong type, wrong
   * for a function or for every partition, refused by a trigger.
   */
  private static final Set<Integer> MARIADB_REFUSALS = Set.of(1265, 1366, 1411, 1525, 1526, 1644);

  /** What the driver says instead of sending; it gives no number. */
  private static final String DRIVER_PACKET_TOO_LARGE = "max_allowed_packet";

  static SqlFailure of(SQLException e) {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    int code = e.getErrorCode();
    if (state.startsWith("40") || code == MARIADB_LOCK_WAIT || code == H2_LOCK_TIMEOUT) {
      return CONFLICT;
    }
    boolean refused = state.startsWith("22") || state.startsWith("23");
    if ((refused && code != MARIADB_AMBIGUOUS) || MARIADB_REFUSALS.contains(code)) {
      return REFUSED_ROW;
    }
    String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    return code == MARIADB_PACKET_TOO_LARGE || message.contains(DRIVER_PACKET_TOO_LARGE)
        ? TOO_LONG
        : OTHER;
  }
}
