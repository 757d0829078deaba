package io.karuta.admin;

import io.karuta.pipeline.registry.Accounts;
import io.karuta.pipeline.registry.Change;
import io.karuta.pipeline.registry.Outcome;
import io.karuta.pipeline.registry.Registry;
import io.karuta.pipeline.registry.RegistryException;
import io.karuta.pipeline.registry.RequestKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A registry whose source is away, or loses the answer of what it saves. One thread. */
final class UnreliableRegistry implements Registry {

  /** What its source does. */
  enum Source {
    WORKS,
    FAILS,
    LOSES_ITS_ANSWER
  }

  Source source = Source.WORKS;

  private final Registry inner;
  private final List<Change> saved = new ArrayList<>();

  UnreliableRegistry(Registry inner) {
    this.inner = inner;
  }

  @Override
  public long changes() {
    return inner.changes();
  }

  @Override
  public Users users() {
    return inner.users();
  }

  @Override
  public Torrents torrents() {
    return inner.torrents();
  }

  @Override
  public Clients clients() {
    return inner.clients();
  }

  @Override
  public Tokens tokens() {
    return inner.tokens();
  }

  @Override
  public Accounts accounts() {
    return inner.accounts();
  }

  /** What was saved without an answer is found out before the next call is decided. */
  @Override
  public List<Outcome> apply(List<Change> changes, Mode mode, Optional<RequestKey> key) {
    if (source != Source.WORKS) {
      if (source == Source.LOSES_ITS_ANSWER) {
        saved.addAll(changes);
      }
      throw new RegistryException(
          "saving to db.example.org",
          new IOException("refused"),
          source == Source.LOSES_ITS_ANSWER);
    }
    if (!saved.isEmpty()) {
      inner.apply(saved, Mode.EACH, Optional.empty());
      saved.clear();
    }
    return inner.apply(changes, mode, key);
  }
}
