package io.karuta.pipeline.hook;

/**
 * Either kind of hook; implement {@link PreHook} or {@link PostHook}.
 *
 * <p>One object serves all requests from all threads at once, so a hook keeps no state of a request
 * in its fields: that is what {@link AttributeKey attributes} are for.
 */
public sealed interface Hook permits PreHook, PostHook {

  /** Called once before the first request, on the starting thread; may wait. */
  default void start() {}

  /** Called once after the last request, on the stopping thread; may wait. */
  default void stop() {}
}
