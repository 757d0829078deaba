package io.karuta.registry;

import io.karuta.pipeline.registry.Client;
import io.karuta.pipeline.registry.CreditToken;
import io.karuta.pipeline.registry.Torrent;
import io.karuta.pipeline.registry.User;
import io.karuta.pipeline.registry.Write;
import io.karuta.pipeline.registry.Writes;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes what a source saves. */
public final class TestWrites {

  private TestWrites() {}

  public static List<Write<Client>> puts(Client... clients) {
    return Stream.of(clients).map(client -> new Write<Client>(null, client, false)).toList();
  }

  public static Writes of(User user) {
    return users(List.of(new Write<>(null, user, false)));
  }

  public static Writes users(List<Write<User>> users) {
    return new Writes(users, List.of(), List.of(), List.of(), Optional.empty(), 1);
  }

  public static Writes of(Torrent torrent) {
    return torrents(List.of(new Write<>(null, torrent, false)));
  }

  public static Writes torrents(List<Write<Torrent>> torrents) {
    return new Writes(List.of(), torrents, List.of(), List.of(), Optional.empty(), 1);
  }

  public static Writes of(Client client) {
    return new Writes(
        List.of(),
        List.of(),
        List.of(new Write<>(null, client, false)),
        List.of(),
        Optional.empty(),
        1);
  }

  public static Writes of(CreditToken token) {
    return new Writes(
        List.of(),
        List.of(),
        List.of(),
        List.of(new Write<>(null, token, false)),
        Optional.empty(),
        1);
  }
}
