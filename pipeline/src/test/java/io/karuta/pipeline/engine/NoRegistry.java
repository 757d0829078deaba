package io.karuta.pipeline.engine;

import io.karuta.pipeline.registry.Accounts;
import io.karuta.pipeline.registry.Change;
import io.karuta.pipeline.registry.Outcome;
import io.karuta.pipeline.registry.Registry;
import io.karuta.pipeline.registry.RequestKey;
import java.util.List;
import java.util.Optional;

/** A registry that nobody asks anything but whether it was changed; it wasn't. */
record NoRegistry() implements Registry {

  @Override
  public long changes() {
    return 0;
  }

  @Override
  public Users users() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Torrents torrents() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Clients clients() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Tokens tokens() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Accounts accounts() {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Outcome> apply(List<Change> changes, Mode mode, Optional<RequestKey> key) {
    throw new UnsupportedOperationException();
  }
}
