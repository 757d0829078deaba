package io.karuta.pipeline.hook;

import java.util.function.Function;

/**
 * A configured hook that doesn't exist yet. Immutable.
 *
 * @param traits what the chain must know to check the hook's place
 * @param create makes the hook; called at most once, when the whole configuration is right
 */
public record HookBlueprint(HookTraits traits, Function<HookEnvironment, Hook> create) {}
