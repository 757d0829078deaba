package io.karuta.admin.v1;

import io.karuta.admin.json.InvalidFieldsException;
import io.karuta.admin.json.JsonFields;
import io.karuta.admin.web.AuditLog;
import io.karuta.admin.web.Call;
import io.karuta.admin.web.RefusedException;
import io.karuta.admin.web.Reply;
import io.karuta.pipeline.registry.Accounts;
import io.karuta.pipeline.registry.HistoryRow;
import io.karuta.pipeline.registry.TotalsAnswer;
import io.karuta.pipeline.registry.UserTotals;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A user's books: totals by increments or with a tag, and what was done torrent by torrent. */
record TotalsRoutes(Accounts accounts) {

  /** {@code GET /v1/users/{user_id}/totals}. */
  Reply show(Call call) throws RefusedException {
    long user = call.number("user_id");
    UserTotals totals = require(user);
    String etag = Tags.of(user, totals);
    return call.precondition().isKnown(etag)
        ? Reply.empty(304).with("ETag", etag)
        : reply(user, totals);
  }

  /** {@code PUT /v1/users/{user_id}/totals}: only if they are what the caller has seen. */
  Reply put(Call call) throws RefusedException, InvalidFieldsException {
    long user = call.number("user_id");
    if (!call.precondition().hasMatch()) {
      throw RefusedException.invalid("If-Match", "the ETag that the totals were read with");
    }
    UserTotals current = require(user);
    JsonFields fields = call.json();
    UserTotals next = TotalsJson.read(fields, current, 0);
    fields.check();
    if (!call.precondition().allows(Tags.of(user, current))) {
      throw RefusedException.precondition();
    }
    return answer(call, user, accounts.replace(user, current, next), "totals set");
  }

  /** {@code POST /v1/users/{user_id}/totals/increase}. */
  Reply increase(Call call) throws RefusedException, InvalidFieldsException {
    long user = call.number("user_id");
    JsonFields fields = call.json();
    UserTotals by = TotalsJson.read(fields, UserTotals.ZERO, -Long.MAX_VALUE);
    fields.check();
    TotalsAnswer answer = accounts.increase(user, by, call.requestKey());
    return answer(call, user, answer, "totals increased by " + by);
  }

  private static Reply answer(Call call, long user, TotalsAnswer answer, String what)
      throws RefusedException {
    boolean changed = answer.result() == TotalsAnswer.Result.CHANGED;
    AuditLog.note("user " + user, call, changed ? what : "totals refused: " + answer.result());
    return switch (answer.result()) {
      case CHANGED -> reply(user, answer.now());
      case ABSENT -> throw RefusedException.notFound("user with totals");
      case STALE -> throw RefusedException.precondition();
      case OUT_OF_RANGE ->
          throw new RefusedException(
              409,
              "conflict",
              "a total would go below 0 or beyond 64 bits; nothing was changed",
              Map.of());
    };
  }

  /** {@code GET /v1/users/{user_id}/history}. */
  Reply history(Call call) throws RefusedException {
    long user = call.number("user_id");
    int limit = Pages.limit(call);
    long after = Math.max(Pages.after(call).major(), 0);
    List<HistoryRow> rows = accounts.history(user, after, limit + 1);
    boolean more = rows.size() > limit;
    List<HistoryRow> shown = more ? rows.subList(0, limit) : rows;
    return Reply.json(
        200,
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("items");
          for (HistoryRow row : shown) {
            HistoryJson.write(json, row);
          }
          json.writeEndArray();
          Pages.writeNext(
              json, more, more ? Position.of(shown.getLast().torrentNumber()) : Position.START);
          json.writeEndObject();
        });
  }

  private UserTotals require(long user) throws RefusedException {
    Optional<UserTotals> totals = accounts.totals(user);
    if (totals.isEmpty()) {
      throw RefusedException.notFound("user with totals");
    }
    return totals.get();
  }

  private static Reply reply(long user, UserTotals totals) {
    return Reply.json(200, json -> TotalsJson.write(json, totals))
        .with("ETag", Tags.of(user, totals));
  }
}
