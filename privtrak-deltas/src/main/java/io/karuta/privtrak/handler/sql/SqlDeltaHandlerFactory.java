package io.karuta.privtrak.handler.sql;

import io.karuta.pipeline.config.Options;
import io.karuta.pipeline.delta.DeltaHandlerFactory;

/**
 * Makes the handler {@code sql}, which keeps the tracker's own tables or a site's, as its
 * statements say.
 */
public final class SqlDeltaHandlerFactory implements DeltaHandlerFactory {

  /** For {@link java.util.ServiceLoader}. */
  public SqlDeltaHandlerFactory() {}

  @Override
  public String name() {
    return "sql";
  }

  @Override
  public Plan configure(Options options) {
    SqlDeltaHandlerConfig config = SqlDeltaHandlerConfig.read(options);
    return environment -> SqlDeltaHandler.open(config, environment);
  }
}
