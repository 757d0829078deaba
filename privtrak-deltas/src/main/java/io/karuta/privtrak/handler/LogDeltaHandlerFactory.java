package io.karuta.privtrak.handler;

import io.karuta.pipeline.config.Options;
import io.karuta.pipeline.delta.DeltaHandlerFactory;

/** Makes the handler {@code log}, for trying things out; it has no options. */
public final class LogDeltaHandlerFactory implements DeltaHandlerFactory {

  /** For {@link java.util.ServiceLoader}. */
  public LogDeltaHandlerFactory() {}

  @Override
  public String name() {
    return "log";
  }

  @Override
  public Plan configure(Options options) {
    return _ -> new LogDeltaHandler();
  }
}
