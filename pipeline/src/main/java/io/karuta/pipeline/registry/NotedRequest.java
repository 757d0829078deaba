package io.karuta.pipeline.registry;

/**
 * A request that was answered. Immutable.
 *
 * @param key what names it, and what was asked
 * @param answer what came of it, in the registry's own notation; up to some 200,000 characters of
 *     ASCII
 * @param second when, seconds since 1970
 */
public record NotedRequest(RequestKey key, String answer, long second) {}
