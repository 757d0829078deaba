package io.karuta.cmd.crash;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Which faults come after each other, and which of them at the same time. */
final class FaultPlan {

  private FaultPlan() {}

  /** Every fault as often as the settings say, in random order, some two or three together. */
  static List<Set<Fault>> of(CrashSettings settings, Random random) {
    Map<Fault, Integer> left = new EnumMap<>(Fault.class);
    left.put(Fault.TRACKER_KILLED, settings.kills());
    left.put(Fault.TRACKER_KILLED_AT_STOP, settings.stops());
    if (!settings.embedded()) {
      left.put(Fault.DATABASE_KILLED, settings.kills());
      left.put(Fault.ANSWER_LOST, settings.kills());
      left.put(Fault.COMMIT_LOST, settings.stops());
      left.put(Fault.STOPPED_WITHOUT_DATABASE, settings.stops());
    }
    List<Set<Fault>> plan = new ArrayList<>();
    while (!left.isEmpty()) {
      Set<Fault> round = EnumSet.of(take(left, random));
      while (!left.isEmpty() && random.nextInt(3) == 0) {
        Fault other = take(left, random);
        if (!round.contains(other) && together(round, other)) {
          round.add(other);
        } else {
          left.merge(other, 1, Integer::sum);
        }
      }
      plan.add(round);
    }
    return plan;
  }

  private static boolean together(Set<Fault> round, Fault other) {
    Set<Fault> alone = EnumSet.of(Fault.TRACKER_KILLED_AT_STOP, Fault.STOPPED_WITHOUT_DATABASE);
    Set<Fault> cuts = EnumSet.of(Fault.ANSWER_LOST, Fault.COMMIT_LOST);
    return !alone.contains(other)
        && round.stream().noneMatch(alone::contains)
        && !(cuts.contains(other) && round.stream().anyMatch(cuts::contains));
  }

  private static Fault take(Map<Fault, Integer> left, Random random) {
    List<Fault> faults = new ArrayList<>(left.keySet());
    Fault fault = faults.get(random.nextInt(faults.size()));
    left.computeIfPresent(fault, (_, count) -> count == 1 ? null : count - 1);
    return fault;
  }
}
