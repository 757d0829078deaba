package io.karuta.pipeline.engine;

import io.karuta.pipeline.config.Options;
import io.karuta.pipeline.hook.ErrorPolicy;
import io.karuta.pipeline.hook.HookBlueprint;

/**
 * One hook as the operator listed it. Immutable.
 *
 * @param name the factory's name
 * @param entry the hook's entry in the configuration, where problems of its place are recorded
 * @param onError what becomes of a request when the hook throws
 * @param blueprint how to make it
 */
public record HookSpec(String name, Options entry, ErrorPolicy onError, HookBlueprint blueprint) {}
