package io.karuta.registry;

import io.karuta.pipeline.registry.CreditToken;
import io.karuta.pipeline.registry.Registry;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tokens by user and torrent. Any thread reads without waiting; writers take turns by a lock of
 * their own. A token's key never passes to another one.
 */
final class TokenIndex implements Registry.Tokens, TableIndex<TokenKey, CreditToken> {

  private final SecretHash hash;
  private final EntryTable<CreditToken> table;

  TokenIndex(SecretHash hash) {
    this.hash = hash;
    table = new EntryTable<>(token -> hash.of(token.userNumber(), token.torrentNumber()));
  }

  @Override
  public @Nullable CreditToken find(long userNumber, long torrentNumber) {
    @Nullable Object[] slots = table.slots();
    for (long slot = hash.of(userNumber, torrentNumber); ; slot++) {
      Object found = EntryTable.at(slots, slot);
      if (found == null) {
        return null;
      }
      if (found instanceof CreditToken token
          && token.userNumber() == userNumber
          && token.torrentNumber() == torrentNumber) {
        return token;
      }
    }
  }

  @Override
  public void forEach(Consumer<? super CreditToken> visitor) {
    table.forEach(visitor);
  }

  @Override
  public int size() {
    return table.size();
  }

  @Override
  public @Nullable CreditToken find(TokenKey key) {
    return find(key.userNumber(), key.torrentNumber());
  }

  @Override
  public TokenKey keyOf(CreditToken token) {
    return new TokenKey(token.userNumber(), token.torrentNumber());
  }

  @Override
  public void add(@Nullable CreditToken previous, CreditToken token) {
    if (previous == null) {
      table.add(token);
    } else {
      table.replace(previous, token);
    }
  }

  @Override
  public void exchange() {}

  @Override
  public void drop(CreditToken token, @Nullable CreditToken next) {
    if (next == null) {
      table.remove(token);
    }
  }
}
