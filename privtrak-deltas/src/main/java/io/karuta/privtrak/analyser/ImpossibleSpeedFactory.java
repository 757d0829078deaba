package io.karuta.privtrak.analyser;

import io.karuta.pipeline.config.Options;
import io.karuta.pipeline.delta.DeltaAnalyserFactory;

/** Makes the analyser {@code impossible-speed}. */
public final class ImpossibleSpeedFactory implements DeltaAnalyserFactory {

  /** For {@link java.util.ServiceLoader}. */
  public ImpossibleSpeedFactory() {}

  @Override
  public String name() {
    return "impossible-speed";
  }

  @Override
  public Plan configure(Options options) {
    ImpossibleSpeedConfig config = ImpossibleSpeedConfig.read(options);
    return environment -> new ImpossibleSpeed(config, environment);
  }
}
