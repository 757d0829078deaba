package io.karuta.admin.v1;

import io.karuta.admin.json.InvalidFieldsException;
import io.karuta.admin.json.JsonFields;
import io.karuta.admin.tracker.Effects;
import io.karuta.admin.web.Call;
import io.karuta.admin.web.Precondition;
import io.karuta.admin.web.RefusedException;
import io.karuta.admin.web.Reply;
import io.karuta.admin.web.Route;
import io.karuta.pipeline.registry.Change;
import io.karuta.pipeline.registry.Decision;
import io.karuta.pipeline.registry.Outcome;
import io.karuta.pipeline.registry.Registry.Mode;
import io.karuta.pipeline.registry.RequestKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /v1/torrents/reconcile} and the like: the site says what there should be in a range,
 * and what is otherwise is made so, or only told. Thread-safe.
 *
 * <p>What is there is looked at under the registry's lock, entry by entry, so a change that comes
 * in between is neither lost nor undone by more than this call's own will. All differences are made
 * in one transaction if they fit together, so that entries may exchange unique keys; otherwise each
 * for itself, and those that don't fit are told.
 */
final class Reconciliation<K, E> implements Route {

  static final int MAX_ITEMS = 200_000;

  private final Kind<K, E> kind;
  private final Effects effects;

  Reconciliation(Kind<K, E> kind, Effects effects) {
    this.kind = kind;
    this.effects = effects;
  }

  @Override
  public Reply answer(Call call) throws RefusedException, InvalidFieldsException {
    boolean dryRun = call.flag("dry_run").orElse(false);
    JsonFields body = call.json();
    Range range = readRange(body);
    Optional<String> sha256 =
        body.has("sha256")
            ? Optional.of(
                body.text(
                    "sha256",
                    "64 lower-case hexadecimal digits",
                    text -> text.matches("[0-9a-f]{64}")))
            : Optional.empty();
    boolean hasItems = body.has("items");
    List<JsonFields> given = hasItems ? body.items("items", MAX_ITEMS) : List.of();
    if (hasItems == sha256.isPresent()) {
      body.problem("items", "either items or sha256", hasItems ? "both" : "neither");
    }
    body.check();
    if (sha256.isPresent()) {
      boolean inStep = new Digest<>(kind).of(range).sha256().equals(sha256.get());
      return Reply.json(
          200,
          json -> {
            json.writeStartObject();
            json.writeBooleanField("in_step", inStep);
            json.writeEndObject();
          });
    }
    Map<K, Draft<E>> wanted = readItems(given, range);
    Set<K> extra = extra(wanted, range);
    Differences<K, E> differences = dryRun ? compare(wanted, extra) : apply(call, wanted, extra);
    return Reply.json(200, differences::write);
  }

  private Range readRange(JsonFields body) {
    if (!kind.isNumbered()) {
      return Range.ALL;
    }
    long from = body.has("from") ? body.number("from") : 1;
    long to = body.has("to") ? body.number("to") : Long.MAX_VALUE;
    return new Range(from, to);
  }

  private Map<K, Draft<E>> readItems(List<JsonFields> given, Range range)
      throws InvalidFieldsException {
    Map<K, Draft<E>> wanted = new LinkedHashMap<>();
    Map<String, String> problems = new LinkedHashMap<>();
    int index = 0;
    for (JsonFields fields : given) {
      String place = "items[" + index++ + "]";
      try {
        K key = kind.keyOf(fields);
        Draft<E> draft = kind.read(fields, key, true);
        fields.check();
        if (!range.holds(kind, draft.onto(null))) {
          problems.put(place, "expected an entry of the range");
        } else if (wanted.put(key, draft) != null) {
          problems.put(place, "expected once, found twice");
        }
      } catch (InvalidFieldsException e) {
        e.problems().forEach((field, problem) -> problems.put(place + "." + field, problem));
      }
      if (problems.size() >= Differences.MAX_TOLD) {
        break;
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidFieldsException(problems);
    }
    return wanted;
  }

  /** What is there and should not be, in its order. */
  private Set<K> extra(Map<K, Draft<E>> wanted, Range range) {
    List<E> found = new ArrayList<>();
    kind.forEach(entry -> {
      if (kind.isLive(entry)
          && range.holds(kind, entry)
          && !wanted.containsKey(kind.keyOfEntry(entry))) {
        found.add(entry);
      }
    });
    found.sort(Comparator.comparing(kind::position));
    Set<K> keys = new LinkedHashSet<>();
    found.forEach(entry -> keys.add(kind.keyOfEntry(entry)));
    return keys;
  }

  private Differences<K, E> compare(Map<K, Draft<E>> wanted, Set<K> extra) {
    Differences<K, E> differences = new Differences<>(kind);
    extra.forEach(key -> differences.add(key, Outcome.REMOVED));
    wanted.forEach((key, draft) -> {
      E current = kind.find(key);
      if (current == null) {
        differences.add(key, Outcome.CREATED);
      } else if (!kind.line(current).equals(kind.line(draft.onto(current)))) {
        differences.add(key, Outcome.REPLACED);
      }
    });
    return differences;
  }

  private Differences<K, E> apply(Call call, Map<K, Draft<E>> wanted, Set<K> extra)
      throws RefusedException {
    List<K> keys = new ArrayList<>(extra);
    keys.addAll(wanted.keySet());
    Optional<RequestKey> key = call.requestKey();
    List<Outcome> outcomes = effects.apply(changes(wanted, extra), Mode.ALL_OR_NOTHING, key);
    if (outcomes.stream().anyMatch(Outcome::isFailure)) {
      outcomes = effects.apply(changes(wanted, extra), Mode.EACH, key);
    }
    Differences<K, E> differences = new Differences<>(kind);
    if (outcomes.size() == keys.size()) {
      BulkAudit.note(kind, call, keys, outcomes);
      for (int i = 0; i < keys.size(); i++) {
        differences.add(keys.get(i), outcomes.get(i));
      }
    } else {
      outcomes.forEach(differences::count); // a repeated call, whose first one had more to remove
    }
    return differences;
  }

  private List<Change> changes(Map<K, Draft<E>> wanted, Set<K> extra) {
    List<Change> changes = new ArrayList<>();
    for (K key : extra) {
      changes.add(kind.change(key, this::removal));
    }
    wanted.forEach((key, draft) ->
        changes.add(kind.change(key, new ChangeEdit<>(kind, draft, Precondition.NONE, true))));
    return changes;
  }

  private Decision<E> removal(@Nullable E current) {
    return current == null ? Decision.keep() : Decision.remove();
  }
}
