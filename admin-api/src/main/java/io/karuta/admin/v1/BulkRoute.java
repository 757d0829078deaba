package io.karuta.admin.v1;

import com.fasterxml.jackson.core.JsonGenerator;
import io.karuta.admin.json.InvalidFieldsException;
import io.karuta.admin.json.JsonFields;
import io.karuta.admin.tracker.Effects;
import io.karuta.admin.web.Call;
import io.karuta.admin.web.Outcomes;
import io.karuta.admin.web.RefusedException;
import io.karuta.admin.web.Reply;
import io.karuta.admin.web.Route;
import io.karuta.pipeline.registry.Change;
import io.karuta.pipeline.registry.Outcome;
import io.karuta.pipeline.registry.Registry.Mode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@code POST /v1/torrents/bulk} and the like: up to 10,000 changes in one transaction, each for
 * itself or all or none. Thread-safe.
 */
final class BulkRoute<K, E> implements Route {

  static final int MAX_ITEMS = 10_000;

  private static final int INVALID = 400;

  private final Kind<K, E> kind;
  private final Effects effects;

  BulkRoute(Kind<K, E> kind, Effects effects) {
    this.kind = kind;
    this.effects = effects;
  }

  @Override
  public Reply answer(Call call) throws RefusedException, InvalidFieldsException {
    JsonFields body = call.json();
    boolean atomic = body.has("atomic") && body.flag("atomic");
    List<JsonFields> given = body.items("items", MAX_ITEMS);
    body.check();
    List<BulkItem<K, E>> items = new ArrayList<>(given.size());
    for (JsonFields fields : given) {
      items.add(BulkItem.read(kind, fields));
    }
    List<Outcome> outcomes = apply(call, items, atomic);
    boolean refused = atomic && outcomes.stream().anyMatch(BulkRoute::isNotApplied);
    int status = refused ? 409 : 200;
    return Reply.json(status, json -> write(json, items, outcomes));
  }

  /** One outcome per item; that of a wrong one is REFUSED. */
  private List<Outcome> apply(Call call, List<BulkItem<K, E>> items, boolean atomic)
      throws RefusedException {
    List<Change> changes = new ArrayList<>(items.size());
    for (BulkItem<K, E> item : items) {
      if (item.edit() != null) {
        changes.add(kind.change(item.key(), item.edit()));
      }
    }
    boolean wrong = changes.size() < items.size();
    if (atomic && wrong) {
      List<Outcome> none =
          items.stream()
              .map(item -> item.edit() == null ? Outcome.refused("invalid") : Outcome.NOT_APPLIED)
              .toList();
      BulkAudit.note(kind, call, keysOf(items), none);
      return none;
    }
    Mode mode = atomic ? Mode.ALL_OR_NOTHING : Mode.EACH;
    List<Outcome> applied = effects.apply(changes, mode, call.requestKey());
    List<Outcome> outcomes = new ArrayList<>(items.size());
    int next = 0;
    for (BulkItem<K, E> item : items) {
      outcomes.add(item.edit() == null ? Outcome.refused("invalid") : applied.get(next++));
    }
    BulkAudit.note(kind, call, keysOf(items), outcomes);
    return outcomes;
  }

  private static <K, E> List<K> keysOf(List<BulkItem<K, E>> items) {
    return items.stream().map(BulkItem::key).toList();
  }

  private static boolean isNotApplied(Outcome outcome) {
    return outcome.isFailure() || outcome.kind() == Outcome.Kind.NOT_APPLIED;
  }

  private void write(JsonGenerator json, List<BulkItem<K, E>> items, List<Outcome> outcomes)
      throws IOException {
    json.writeStartObject();
    json.writeNumberField("applied", outcomes.stream().filter(one -> !isNotApplied(one)).count());
    json.writeArrayFieldStart("results");
    for (int i = 0; i < items.size(); i++) {
      json.writeStartObject();
      if (items.get(i).edit() == null) {
        Map<String, String> problems = items.get(i).problems();
        json.writeNumberField("status", INVALID);
        writeError(
            json,
            "invalid-request",
            "these fields are wrong: " + String.join(", ", problems.keySet()),
            problems);
      } else {
        writeOutcome(json, outcomes.get(i));
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /** Writes the fields that tell an outcome. */
  static void writeOutcome(JsonGenerator json, Outcome outcome) throws IOException {
    json.writeNumberField("status", Outcomes.status(outcome));
    if (isNotApplied(outcome)) {
      writeError(
          json, Outcomes.error(outcome), Outcomes.message(outcome), Outcomes.fields(outcome));
    }
  }

  private static void writeError(
      JsonGenerator json, String error, String message, Map<String, String> fields)
      throws IOException {
    json.writeStringField("error", error);
    json.writeStringField("message", message);
    json.writeObjectFieldStart("fields");
    for (Map.Entry<String, String> field : fields.entrySet()) {
      json.writeStringField(field.getKey(), field.getValue());
    }
    json.writeEndObject();
  }
}
