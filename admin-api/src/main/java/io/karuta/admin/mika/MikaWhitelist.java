package io.karuta.admin.mika;

import io.karuta.admin.json.InvalidFieldsException;
import io.karuta.admin.json.JsonFields;
import io.karuta.admin.tracker.Effects;
import io.karuta.admin.web.AuditLog;
import io.karuta.admin.web.Call;
import io.karuta.admin.web.Outcomes;
import io.karuta.admin.web.RefusedException;
import io.karuta.admin.web.Reply;
import io.karuta.pipeline.bittorrent.PeerId;
import io.karuta.pipeline.registry.Change;
import io.karuta.pipeline.registry.Client;
import io.karuta.pipeline.registry.Decision;
import io.karuta.pipeline.registry.Edit;
import io.karuta.pipeline.registry.Outcome;

/** {@code /api/whitelist}. */
record MikaWhitelist(Effects effects) {

  private static final String PREFIX =
      "1 to " + PeerId.LENGTH_BYTES + " characters of printable ASCII";

  /** {@code POST /api/whitelist}: lets a kind of client in; one that is there is left as is. */
  Reply add(Call call) throws RefusedException, InvalidFieldsException {
    JsonFields fields = call.json();
    String prefix = fields.text("prefix", PREFIX, MikaWhitelist::isPrefix);
    String name = fields.name("client", 0);
    fields.check();
    Edit<Client> edit =
        current ->
            current == null
                ? Decision.put(new Client(prefix, name))
                : Decision.refuse(Outcomes.EXISTS);
    Outcome outcome = effects.apply(new Change.OfClient(prefix, edit), call.requestKey());
    if (outcome.code().equals(Outcomes.EXISTS)) {
      AuditLog.note("client " + prefix, call, "refused: prefix is taken");
      throw RefusedException.conflict("prefix");
    }
    AuditLog.note("client " + prefix, call, Outcomes.audit(outcome));
    Outcomes.require(outcome);
    return Reply.ok(201);
  }

  /** {@code DELETE /api/whitelist/{prefix}}. */
  Reply delete(Call call) throws RefusedException {
    String prefix = call.path("prefix");
    if (!isPrefix(prefix)) {
      throw RefusedException.notFound("prefix", PREFIX);
    }
    Outcome outcome = effects.apply(new Change.OfClient(prefix, Edit.remove()), call.requestKey());
    AuditLog.note("client " + prefix, call, Outcomes.audit(outcome));
    Outcomes.require(outcome);
    return Reply.ok(200);
  }

  private static boolean isPrefix(String text) {
    return !text.isEmpty()
        && text.length() <= PeerId.LENGTH_BYTES
        && text.chars().allMatch(c -> c > 0x20 && c < 0x7f);
  }
}
