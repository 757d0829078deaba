package io.karuta.privtrak.handler;

import io.karuta.pipeline.config.Options;
import io.karuta.pipeline.delta.DeltaHandlerFactory;

/** Makes the handler {@code jsonl}, which appends each delta as a line of JSON to files. */
public final class JsonlDeltaHandlerFactory implements DeltaHandlerFactory {

  /** For {@link java.util.ServiceLoader}. */
  public JsonlDeltaHandlerFactory() {}

  @Override
  public String name() {
    return "jsonl";
  }

  @Override
  public Plan configure(Options options) {
    JsonlConfig config = JsonlConfig.read(options);
    return environment ->
        JsonlDeltaHandler.open(config, environment.clock(), JsonlDeltaHandler::append);
  }
}
