package io.karuta.privtrak.handler.sql;

/**
 * A row that the database doesn't take. Immutable.
 *
 * @param reason in the database's words
 */
record Refusal(SqlStatement statement, DeltaGroup row, String reason) {}
