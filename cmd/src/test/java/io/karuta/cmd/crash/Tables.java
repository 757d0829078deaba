package io.karuta.cmd.crash;

/**
 * What the tables say. Immutable.
 *
 * @param delivered deltas that are in them
 * @param deadLetters rows that the database refused
 */
record Tables(Books books, long delivered, long deadLetters) {}
