package io.karuta.client;

/**
 * What was read, with what tells whether it has changed since. Immutable.
 *
 * @param etag for {@link Condition#ifUnchanged}
 */
public record Versioned<T>(T value, String etag) {}
