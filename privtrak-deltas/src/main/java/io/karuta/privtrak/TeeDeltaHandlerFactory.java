package io.karuta.privtrak;

import io.karuta.pipeline.config.Options;
import io.karuta.pipeline.delta.DeltaHandler;
import io.karuta.pipeline.delta.DeltaHandlerEnvironment;
import io.karuta.pipeline.delta.DeltaHandlerFactory;
import java.util.ArrayList;
import java.util.List;

/** Makes the handler {@code tee}, which gives each batch to several handlers in turn. */
public final class TeeDeltaHandlerFactory implements DeltaHandlerFactory {

  /** For {@link java.util.ServiceLoader}. */
  public TeeDeltaHandlerFactory() {}

  @Override
  public String name() {
    return "tee";
  }

  @Override
  public Plan configure(Options options) {
    TeeConfig config = TeeConfig.read(options);
    return environment -> create(config, environment);
  }

  private static DeltaHandler create(TeeConfig config, DeltaHandlerEnvironment environment) {
    List<DeltaHandler> children = new ArrayList<>();
    try {
      for (TeeConfig.Child child : config.children()) {
        String name = environment.name() + "-" + child.name();
        children.add(
            child
                .plan()
                .create(
                    new DeltaHandlerEnvironment(
                        name, environment.database(), environment.metrics(), environment.clock())));
      }
    } catch (RuntimeException e) {
      children.forEach(DeltaHandler::close);
      throw e;
    }
    return new TeeDeltaHandler(children);
  }
}
