package io.karuta.registry;

import io.karuta.pipeline.registry.Registry;
import io.karuta.pipeline.registry.User;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Users by passkey and by number. Any thread reads without waiting; writers take turns by a lock of
 * their own.
 */
final class UserIndex implements Registry.Users, TableIndex<Long, User> {

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
    while (true) {
      int exchanges = byPasskey.exchanges();
      User found = search(bytes, offset, lengthBytes);
      if (found != null || exchanges == byPasskey.exchanges()) {
        return found;
      }
    }
  }

  private @Nullable User search(byte[] bytes, int offset, int lengthBytes) {
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
  public void forEach(Consumer<? super User> visitor) {
    byNumber.forEach(visitor);
  }

  @Override
  public int size() {
    return byNumber.size();
  }

  @Override
  public @Nullable User find(Long number) {
    return byNumber.find(number);
  }

  @Override
  public Long keyOf(User user) {
    return user.number();
  }

  @Override
  public String otherKeyOf(User user) {
    return user.passkey();
  }

  @Override
  public @Nullable User holderOf(User user) {
    byte[] bytes = user.passkey().getBytes(StandardCharsets.US_ASCII);
    return byPasskey(bytes, 0, bytes.length);
  }

  @Override
  public String otherKeyName() {
    return "passkey";
  }

  @Override
  public void add(@Nullable User previous, User user) {
    if (previous != null && previous.passkey().equals(user.passkey())) {
      byPasskey.replace(previous, user);
    } else {
      byPasskey.add(user);
    }
    byNumber.add(previous, user);
  }

  @Override
  public void exchange() {
    byPasskey.exchange();
    byNumber.exchange();
  }

  @Override
  public void drop(User user, @Nullable User next) {
    if (next == null || !next.passkey().equals(user.passkey())) {
      byPasskey.remove(user);
    }
    byNumber.drop(user, next);
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
