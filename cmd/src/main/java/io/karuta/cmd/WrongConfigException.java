package io.karuta.cmd;

import io.karuta.pipeline.config.Problem;
import java.io.PrintWriter;
import java.util.List;

/** The configuration is wrong, and nothing was started: {@link Main} tells every problem. */
final class WrongConfigException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient List<Problem> problems;

  WrongConfigException(List<Problem> problems) {
    super("the configuration is wrong");
    this.problems = problems;
  }

  /** One line for each problem. */
  void tell(PrintWriter out) {
    problems.forEach(out::println);
    out.flush();
  }
}
