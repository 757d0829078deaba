package io.karuta.privtrak;

import io.karuta.pipeline.config.Options;
import io.karuta.pipeline.delta.DeltaAnalyserFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One analyser of deltas. Immutable.
 *
 * @param name what the operator calls it; its kind unless said otherwise
 * @param plan how to make it
 */
public record AnalysisConfig(String name, DeltaAnalyserFactory.Plan plan) {

  /** Reads the list {@code analysers} of the level {@code deltas}. */
  static List<AnalysisConfig> read(Options options) {
    Services<DeltaAnalyserFactory> factories =
        new Services<>(DeltaAnalyserFactory.class, DeltaAnalyserFactory::name);
    List<AnalysisConfig> analysers = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Options entry : options.children("analysers")) {
      String kind = entry.requiredString("name");
      String name = entry.string("as", kind);
      if (!names.add(name)) {
        entry.problem("as", "a name that no other analyser has", name);
      }
      factories
          .find(kind)
          .ifPresentOrElse(
              factory ->
                  analysers.add(
                      new AnalysisConfig(name, factory.configure(entry.child("options")))),
              () -> {
                entry.has("options"); // can't be judged
                entry.problem("name", "one of " + factories.names(), kind);
              });
    }
    return List.copyOf(analysers);
  }
}
