package org.example.httpdeltas;

import io.karuta.pipeline.config.Options;
import io.karuta.pipeline.delta.DeltaHandlerFactory;

/** Makes the handler {@code http-post}. */
public final class HttpDeltaHandlerFactory implements DeltaHandlerFactory {

  /** For {@link java.util.ServiceLoader}. */
  public HttpDeltaHandlerFactory() {}

  @Override
  public String name() {
    return "http-post";
  }

  @Override
  public Plan configure(Options options) {
    HttpDeltaConfig config = HttpDeltaConfig.read(options);
    return environment -> new HttpDeltaHandler(config);
  }
}
