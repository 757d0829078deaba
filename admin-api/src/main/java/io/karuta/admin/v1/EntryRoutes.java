package io.karuta.admin.v1;

import io.karuta.admin.json.InvalidFieldsException;
import io.karuta.admin.json.JsonFields;
import io.karuta.admin.tracker.Effects;
import io.karuta.admin.web.AuditLog;
import io.karuta.admin.web.Call;
import io.karuta.admin.web.Outcomes;
import io.karuta.admin.web.Precondition;
import io.karuta.admin.web.RefusedException;
import io.karuta.admin.web.Reply;
import io.karuta.pipeline.registry.Decision;
import io.karuta.pipeline.registry.Edit;
import io.karuta.pipeline.registry.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reading and changing single entries of one kind. Thread-safe. */
final class EntryRoutes<K, E> {

  private final Kind<K, E> kind;
  private final Effects effects;

  EntryRoutes(Kind<K, E> kind, Effects effects) {
    this.kind = kind;
    this.effects = effects;
  }

  /** {@code GET /v1/torrents} and the like. */
  Reply list(Call call) throws RefusedException {
    int limit = Pages.limit(call);
    Predicate<E> filter = kind.filter(call);
    List<E> page = Pages.of(kind, filter, Pages.after(call), limit);
    boolean more = page.size() > limit;
    List<E> shown = more ? page.subList(0, limit) : page;
    return Reply.json(
        200,
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("items");
          for (E entry : shown) {
            json.writeStartObject();
            kind.write(json, entry, call);
            json.writeEndObject();
          }
          json.writeEndArray();
          Pages.writeNext(json, more, more ? kind.position(shown.getLast()) : Position.START);
          json.writeEndObject();
        });
  }

  /** {@code GET} of one. */
  Reply show(Call call) throws RefusedException {
    E entry = kind.find(kind.keyOf(call));
    if (entry == null) {
      throw RefusedException.notFound(kind.singular());
    }
    String etag = Tags.of(kind, entry);
    if (call.precondition().isKnown(etag)) {
      return Reply.empty(304).with("ETag", String.valueOf(etag));
    }
    return reply(200, entry, call);
  }

  /** {@code PUT}: makes the entry what is given. */
  Reply put(Call call) throws RefusedException, InvalidFieldsException {
    return change(call, true);
  }

  /** {@code PATCH}: changes the fields that are given. */
  Reply patch(Call call) throws RefusedException, InvalidFieldsException {
    return change(call, false);
  }

  private Reply change(Call call, boolean whole) throws RefusedException, InvalidFieldsException {
    K key = kind.keyOf(call);
    JsonFields fields = call.json();
    kind.checkKey(fields, key);
    Draft<E> draft = kind.read(fields, key, whole);
    fields.check();
    ChangeEdit<K, E> edit = new ChangeEdit<>(kind, draft, call.precondition(), whole);
    Outcome outcome = apply(call, key, edit);
    E now = edit.next() == null ? kind.find(key) : edit.next();
    if (now == null) {
      throw RefusedException.notFound(kind.singular()); // it is a repeated call of an entry gone
    }
    E shown = Optional.ofNullable(kind.find(key)).filter(found -> same(found, now)).orElse(now);
    return reply(Outcomes.status(outcome), shown, call);
  }

  /** {@code DELETE}: takes the entry away. */
  Reply delete(Call call) throws RefusedException {
    K key = kind.keyOf(call);
    Precondition precondition = call.precondition();
    apply(call, key, current -> removal(current, precondition));
    return Reply.empty(204);
  }

  private Decision<E> removal(@Nullable E kept, Precondition precondition) {
    E current = kept == null || !kind.isLive(kept) ? null : kept;
    if (current == null) {
      return Decision.refuse(Outcome.ABSENT);
    }
    return precondition.allows(Tags.of(kind, current))
        ? Decision.remove()
        : Decision.refuse(Outcomes.ETAG);
  }

  private Outcome apply(Call call, K key, Edit<E> edit) throws RefusedException {
    Outcome outcome = effects.apply(kind.change(key, edit), call.requestKey());
    AuditLog.note(kind.singular() + " " + kind.word(key), call, Outcomes.audit(outcome));
    return Outcomes.require(outcome);
  }

  private boolean same(E one, E other) {
    return kind.line(one).equals(kind.line(other));
  }

  private Reply reply(int status, E entry, Call call) {
    return Reply.json(
            status,
            json -> {
              json.writeStartObject();
              kind.write(json, entry, call);
              kind.writeMore(json, entry);
              json.writeEndObject();
            })
        .with("ETag", String.valueOf(Tags.of(kind, entry)));
  }
}
