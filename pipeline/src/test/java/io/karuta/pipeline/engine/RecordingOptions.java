package io.karuta.pipeline.engine;

import io.karuta.pipeline.config.Options;
import io.karuta.pipeline.config.Problem;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

/** The entry of a hook in some configuration, of which only the recorded problems matter. */
final class RecordingOptions {

  private final List<Problem> problems = new ArrayList<>();

  /** An entry whose problems are recorded here under {@code path}. */
  Options entry(String path) {
    return (Options)
        Proxy.newProxyInstance(
            Options.class.getClassLoader(),
            new Class<?>[] {Options.class},
            (_, method, arguments) -> {
              if (!method.getName().equals("problem")) {
                throw new UnsupportedOperationException(method.getName());
              }
              problems.add(
                  new Problem(
                      "test:1",
                      path + "." + arguments[0],
                      (String) arguments[1],
                      (String) arguments[2]));
              return null;
            });
  }

  List<Problem> problems() {
    return problems;
  }
}
