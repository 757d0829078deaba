package io.karuta.admin.mika;

import io.karuta.admin.json.InvalidFieldsException;
import io.karuta.admin.json.JsonFields;
import io.karuta.admin.tracker.Effects;
import io.karuta.admin.tracker.HitAndRunRule;
import io.karuta.admin.web.AuditLog;
import io.karuta.admin.web.Call;
import io.karuta.admin.web.Outcomes;
import io.karuta.admin.web.RefusedException;
import io.karuta.admin.web.Reply;
import io.karuta.pipeline.bittorrent.UserId;
import io.karuta.pipeline.registry.Change;
import io.karuta.pipeline.registry.Decision;
import io.karuta.pipeline.registry.Edit;
import io.karuta.pipeline.registry.Outcome;
import io.karuta.pipeline.registry.Registry;
import io.karuta.pipeline.registry.Torrent;
import io.karuta.pipeline.registry.User;
import io.karuta.pipeline.registry.UserTotals;
import io.karuta.pipeline.store.PeerStore;

/** {@code /api/user}. */
record MikaUsers(Registry registry, PeerStore store, Effects effects, HitAndRunRule hitAndRun) {

  private static final String PASSKEY = "1 to 64 characters of A-Z a-z 0-9 . _ ~ -";
  private static final int PAR_PERCENT = 100;

  /** {@code POST /api/user}: adds a user; one who is there is left as is. */
  Reply add(Call call) throws RefusedException, InvalidFieldsException {
    JsonFields fields = call.json();
    long number = fields.number("user_id");
    String passkey = fields.text("passkey", PASSKEY, User::isPasskey);
    boolean mayLeech = fields.flag("can_leech");
    String name = fields.name("name", 0);
    fields.check();
    Edit<User> edit =
        current ->
            current == null
                ? Decision.put(
                    new User(number, passkey, name, true, mayLeech, PAR_PERCENT, PAR_PERCENT))
                : Decision.refuse(Outcomes.EXISTS);
    Outcome outcome = effects.apply(new Change.OfUser(number, edit), call.requestKey());
    AuditLog.note(
        "user " + number,
        call,
        outcome.code().equals(Outcomes.EXISTS)
            ? "refused: user_id is taken"
            : Outcomes.audit(outcome));
    if (outcome.code().equals(Outcomes.EXISTS)) {
      throw RefusedException.conflict("user_id");
    }
    Outcomes.require(outcome);
    return Reply.ok(200);
  }

  /** {@code GET /api/user/{user_id}}. */
  Reply show(Call call) throws RefusedException {
    User user = find(call.number("user_id"));
    UserTotals totals = registry.accounts().totals(user.number()).orElse(UserTotals.ZERO);
    return Reply.json(200, json -> UserJson.write(json, user, totals, call.seesPasskeys()));
  }

  /**
   * {@code POST /api/user/{user_id}}: changes the fields that are given. Uploaded and downloaded
   * become what they are said to be, so what is booked between the caller's reading and this is
   * lost; increments are for those who mind.
   */
  Reply update(Call call) throws RefusedException, InvalidFieldsException {
    long number = call.number("user_id");
    JsonFields fields = call.json();
    UserUpdate update = UserUpdate.read(fields, number);
    fields.check();
    find(number);
    Edit<User> edit =
        current ->
            current == null ? Decision.refuse(Outcome.ABSENT) : Decision.put(update.onto(current));
    Outcome outcome = effects.apply(new Change.OfUser(number, edit), call.requestKey());
    AuditLog.note("user " + number, call, Outcomes.audit(outcome));
    Outcomes.require(outcome);
    if (update.hasTotals()) {
      boolean set = update.setTotals(registry.accounts(), number);
      AuditLog.note("user " + number, call, set ? "totals set" : "totals refused");
    }
    return Reply.ok(202);
  }

  /** {@code DELETE /api/user/{user_id}}: for good, unlike mika's. */
  Reply delete(Call call) throws RefusedException {
    long number = call.number("user_id");
    find(number);
    Outcome outcome = effects.apply(new Change.OfUser(number, Edit.remove()), call.requestKey());
    AuditLog.note("user " + number, call, Outcomes.audit(outcome));
    Outcomes.require(outcome);
    return Reply.ok(200);
  }

  /** {@code GET /api/user/{user_id}/torrents}. */
  Reply torrents(Call call) throws RefusedException {
    User user = find(call.number("user_id"));
    UserTorrents torrents = new UserTorrents(hitAndRun);
    store.peersOf(
        UserId.ofNumber(user.number()),
        peer -> {
          Torrent torrent = registry.torrents().byInfoHash(peer.infoHash().toBytes(), 0);
          if (torrent != null && !peer.dormant()) {
            torrents.addPeer(torrent.number(), peer.seeder());
          }
        });
    torrents.addHistory(registry.accounts(), user.number());
    return Reply.json(200, torrents::write);
  }

  private User find(long number) throws RefusedException {
    User user = registry.users().byNumber(number);
    if (user == null) {
      throw RefusedException.notFound("user");
    }
    return user;
  }
}
