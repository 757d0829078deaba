package io.karuta.pipeline.hook;

import io.karuta.pipeline.registry.Client;
import io.karuta.pipeline.registry.Torrent;
import io.karuta.pipeline.registry.User;

/** The attributes that the built-in hooks share. */
public final class StandardAttributes {

  /** Who announces, from the registry. */
  public static final AttributeKey<User> USER = AttributeKey.of("user", User.class);

  /** Which torrent is announced, from the registry. */
  public static final AttributeKey<Torrent> TORRENT = AttributeKey.of("torrent", Torrent.class);

  /** Which client announces, from the whitelist. */
  public static final AttributeKey<Client> CLIENT = AttributeKey.of("client", Client.class);

  private StandardAttributes() {}
}
