package io.karuta.admin.v1;

import com.fasterxml.jackson.core.JsonGenerator;
import io.karuta.admin.web.Outcomes;
import io.karuta.pipeline.registry.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How a range differed from what the site says. Confined to one thread. */
final class Differences<K, E> {

  /** How many differences are told one by one. */
  static final int MAX_TOLD = 1000;

  private record Difference<K>(K key, Outcome outcome) {}

  private final Kind<K, E> kind;
  private final Map<Outcome.Kind, Integer> counts = new EnumMap<>(Outcome.Kind.class);
  private final List<Difference<K>> told = new ArrayList<>();

  Differences(Kind<K, E> kind) {
    this.kind = kind;
  }

  void add(K key, Outcome outcome) {
    count(outcome);
    if (outcome.kind() != Outcome.Kind.UNCHANGED && told.size() < MAX_TOLD) {
      told.add(new Difference<>(key, outcome));
    }
  }

  void count(Outcome outcome) {
    counts.merge(outcome.kind(), 1, Integer::sum);
  }

  private int of(Outcome.Kind of) {
    return counts.getOrDefault(of, 0);
  }

  void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeNumberField("created", of(Outcome.Kind.CREATED));
    json.writeNumberField("changed", of(Outcome.Kind.REPLACED));
    json.writeNumberField("removed", of(Outcome.Kind.REMOVED));
    json.writeNumberField("refused", of(Outcome.Kind.CONFLICT) + of(Outcome.Kind.REFUSED));
    json.writeArrayFieldStart("items");
    for (Difference<K> difference : told) {
      json.writeStartObject();
      json.writeStringField("op", operation(difference.outcome()));
      kind.writeKey(json, difference.key());
      if (difference.outcome().isFailure()) {
        json.writeStringField("message", Outcomes.message(difference.outcome()));
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static String operation(Outcome outcome) {
    return switch (outcome.kind()) {
      case CREATED -> "create";
      case REPLACED -> "change";
      case REMOVED -> "remove";
      case CONFLICT, REFUSED, NOT_APPLIED, UNCHANGED -> "refuse";
    };
  }
}
