package io.karuta.client;

/**
 * All entries of a kind, or those in a range of numbers, in short. Immutable.
 *
 * @param count how many there are
 * @param sha256 of their canonical lines, 64 hexadecimal digits
 */
public record Digest(long count, String sha256) {}
