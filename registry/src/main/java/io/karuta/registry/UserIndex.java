package io.karuta.registry;

import io.karuta.pipeline.registry.Registry;
import io.karuta.pipeline.registry.User;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Users by passkey and by number. Any thread reads without waiting; writers take turns by a lock of
 * their own.
 */
final class UserIndex implements Registry.Users {

  private static final int MAX_PASSKEY_LENGTH = 64;

  private final SecretHash hash;
  private final EntryTable<User> byPasskey;
  private final NumberIndex<User> byNumber;

  UserIndex(SecretHash hash) {
    this.hash = hash;
    byPasskey =
        new EntryTable<>(user -> {
          byte[] passkey = user.passkey().getBytes(StandardCharsets.US_ASCII);
          return hash.of(passkey, 0, passkey.length);
        });
    byNumber = new NumberIndex<>(hash, User::number);
  }

  @Override
  public @Nullable User byPasskey(byte[] bytes, int offset, int lengthBytes) {
    if (lengthBytes < 1 || lengthBytes > MAX_PASSKEY_LENGTH) {
      return null;
    }
    @Nullable Object[] slots = byPasskey.slots();
    for (long slot = hash.of(bytes, offset, lengthBytes); ; slot++) {
      Object found = EntryTable.at(slots, slot);
      if (found == null) {
        return null;
      }
      if (found instanceof User user && isSame(user.passkey(), bytes, offset, lengthBytes)) {
        return user;
      }
    }
  }

  @Override
  public @Nullable User byNumber(long number) {
    return byNumber.find(number);
  }

  @Override
  public int size() {
    return byNumber.size();
  }

  /** The user who has the passkey; null if nobody has. */
  @Nullable User holderOf(String passkey) {
    byte[] bytes = passkey.getBytes(StandardCharsets.US_ASCII);
    return byPasskey(bytes, 0, bytes.length);
  }

  /**
   * Adds a user in the place of the one it replaces. The passkey of that one, if it is another,
   * stops working before this returns. For writers.
   *
   * @param previous null if the user is new
   */
  void put(@Nullable User previous, User user) {
    if (previous == null) {
      byPasskey.add(user);
    } else if (previous.passkey().equals(user.passkey())) {
      byPasskey.replace(previous, user);
    } else {
      byPasskey.add(user);
      byPasskey.remove(previous);
    }
    byNumber.put(previous, user);
  }

  /** Looks at every byte whatever it finds, so that the time says nothing about where they part. */
  private static boolean isSame(String passkey, byte[] bytes, int offset, int lengthBytes) {
    int difference = passkey.length() ^ lengthBytes;
    for (int i = 0; i < lengthBytes; i++) {
      int expected = i < passkey.length() ? passkey.charAt(i) : 0;
      difference |= expected ^ bytes[offset + i];
    }
    return difference == 0;
  }
}
