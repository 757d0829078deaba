package io.karuta.registry;

import io.karuta.pipeline.registry.Outcome;
import java.util.ArrayList;
import java.util.List;

/**
 * Outcomes as a text of ASCII: {@code CREATED*3 REFUSED:absent CREATED}. Runs of the same outcome
 * are counted, since most calls have few different ones.
 */
final class OutcomeText {

  private OutcomeText() {}

  static String write(List<Outcome> outcomes) {
    StringBuilder text = new StringBuilder();
    int end;
    for (int begin = 0; begin < outcomes.size(); begin = end) {
      Outcome outcome = outcomes.get(begin);
      end = begin + 1;
      while (end < outcomes.size() && outcomes.get(end).equals(outcome)) {
        end++;
      }
      text.append(begin == 0 ? "" : " ").append(outcome.kind());
      if (!outcome.code().isEmpty()) {
        text.append(':').append(outcome.code());
      }
      if (end - begin > 1) {
        text.append('*').append(end - begin);
      }
    }
    return text.toString();
  }

  static List<Outcome> read(String text) {
    List<Outcome> outcomes = new ArrayList<>();
    for (String run : text.isEmpty() ? new String[0] : text.split(" ", -1)) {
      int star = run.indexOf('*');
      String single = star < 0 ? run : run.substring(0, star);
      int colon = single.indexOf(':');
      Outcome outcome =
          new Outcome(
              Outcome.Kind.valueOf(colon < 0 ? single : single.substring(0, colon)),
              colon < 0 ? "" : single.substring(colon + 1));
      int times = star < 0 ? 1 : Integer.parseInt(run.substring(star + 1));
      for (int i = 0; i < times; i++) {
        outcomes.add(outcome);
      }
    }
    return outcomes;
  }
}
