package io.karuta.cmd.site;

import io.karuta.client.User;
import io.karuta.client.UserTotals;

/**
 * What the site says of a user. With each new passkey the right to leech changes too: who is served
 * with the passkey of one state and the right of the other has seen a half-made change. Immutable.
 *
 * @param passkey which of the user's passkeys
 */
record UserState(boolean isPresent, int passkey, boolean canLeech) {

  static UserState first() {
    return new UserState(true, 0, true);
  }

  /** With the next passkey. */
  UserState next(boolean leeching) {
    return new UserState(true, passkey + 1, leeching);
  }

  UserState absent() {
    return new UserState(false, passkey, canLeech);
  }

  User of(int number) {
    return new User(
        number,
        Names.passkey(number, passkey),
        "user" + number,
        true,
        canLeech,
        100,
        100,
        UserTotals.ZERO);
  }
}
