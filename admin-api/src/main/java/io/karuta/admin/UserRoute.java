package io.karuta.admin;

import io.karuta.pipeline.registry.Registry;
import io.karuta.pipeline.registry.Registry.Put;
import io.karuta.pipeline.registry.User;
import java.util.concurrent.locks.Lock;

/** {@code POST /api/user}: adds a user; one who is there is left as is. */
final class UserRoute implements AdminRoute {

  private static final int PAR_PERCENT = 100;

  private final Registry registry;
  private final Lock changes;

  /**
   * The route.
   *
   * @param changes held from looking something up until changing it
   */
  UserRoute(Registry registry, Lock changes) {
    this.registry = registry;
    this.changes = changes;
  }

  @Override
  public Reply answer(AdminCall call) throws RefusedException {
    JsonFields fields = JsonFields.parse(call.body());
    long number = fields.number("user_id");
    String passkey =
        fields.text("passkey", "1 to 64 characters of A-Z a-z 0-9 . _ ~ -", User::isPasskey);
    boolean mayLeech = fields.flag("can_leech");
    String name = fields.name("name", 0);
    fields.check();
    User user = new User(number, passkey, name, true, mayLeech, PAR_PERCENT, PAR_PERCENT);
    changes.lock();
    try {
      if (registry.users().byNumber(number) != null) {
        AuditLog.note("user " + number, call, "refused: user_id is taken");
        throw RefusedException.conflict("user_id", "one that no other user has");
      }
      if (registry.put(user) == Put.CONFLICT) {
        AuditLog.note("user " + number, call, "refused: passkey is taken");
        throw RefusedException.conflict("passkey", "one that no other user has");
      }
    } finally {
      changes.unlock();
    }
    AuditLog.note("user " + number, call, "created");
    return Reply.ok(200);
  }
}
