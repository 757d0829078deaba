package io.karuta.registry;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.karuta.pipeline.bittorrent.InfoHash;
import io.karuta.pipeline.registry.Change;
import io.karuta.pipeline.registry.Client;
import io.karuta.pipeline.registry.CreditToken;
import io.karuta.pipeline.registry.Decision;
import io.karuta.pipeline.registry.Edit;
import io.karuta.pipeline.registry.KeyReusedException;
import io.karuta.pipeline.registry.Outcome;
import io.karuta.pipeline.registry.Registry;
import io.karuta.pipeline.registry.RequestKey;
import io.karuta.pipeline.registry.Torrent;
import io.karuta.pipeline.registry.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Function;

/** Calls with many changes over few keys, so that they collide, and what a registry shows. */
public final class RandomCalls {

  public record Call(List<Change> changes, Registry.Mode mode, Optional<RequestKey> key) {

    /** What came of it, without saying which of two entries that want one key is to blame. */
    public List<String> on(Registry registry) {
      try {
        return registry.apply(changes, mode, key).stream().map(this::inWords).toList();
      } catch (KeyReusedException e) {
        return List.of(String.valueOf(e.getMessage()));
      }
    }

    private String inWords(Outcome outcome) {
      boolean failsTogether = mode == Registry.Mode.ALL_OR_NOTHING;
      return failsTogether && outcome.kind() == Outcome.Kind.CONFLICT
          ? Outcome.NOT_APPLIED.toString()
          : outcome.toString();
    }
  }

  private static final List<Torrent.Status> STATUSES = List.of(Torrent.Status.values());

  private final Random random;
  private final int keys;

  public RandomCalls(Random random, int keys) {
    this.random = random;
    this.keys = keys;
  }

  public Call next() {
    List<Change> changes = new ArrayList<>();
    int count = 1 + random.nextInt(2 * keys);
    for (int i = 0; i < count; i++) {
      changes.add(change());
    }
    Registry.Mode mode = random.nextBoolean() ? Registry.Mode.ALL_OR_NOTHING : Registry.Mode.EACH;
    Optional<RequestKey> key =
        random.nextInt(4) > 0
            ? Optional.empty()
            : Optional.of(
                new RequestKey("key-" + random.nextInt(20), ("" + random.nextInt(2)).repeat(64)));
    return new Call(changes, mode, key);
  }

  private Change change() {
    return switch (random.nextInt(4)) {
      case 0 -> {
        long number = number();
        yield new Change.OfUser(
            number,
            edit(
                new User(
                    number,
                    "pass" + random.nextInt(keys),
                    name(),
                    random.nextBoolean(),
                    random.nextBoolean(),
                    random.nextInt(1001),
                    random.nextInt(1001)),
                user -> User.of(number, user.passkey(), user.name() + "!")));
      }
      case 1 -> {
        InfoHash infoHash = new InfoHash(0, 0, random.nextInt(keys));
        Torrent torrent =
            Torrent.of(
                infoHash,
                number(),
                name(),
                STATUSES.get(random.nextInt(3)),
                name(),
                random.nextInt(1001),
                random.nextInt(1001),
                random.nextInt(5));
        yield new Change.OfTorrent(
            infoHash,
            edit(torrent, known -> Torrent.of(infoHash, known.number(), known.name() + "!")));
      }
      case 2 -> {
        String prefix = "-" + random.nextInt(keys);
        yield new Change.OfClient(
            prefix,
            edit(new Client(prefix, name()), known -> new Client(prefix, known.name() + "!")));
      }
      default -> {
        long user = number();
        long torrent = number();
        yield new Change.OfToken(
            user,
            torrent,
            edit(
                new CreditToken(user, torrent, 100 + random.nextInt(901), random.nextInt(101), 0),
                known -> new CreditToken(user, torrent, known.uploadPercent(), 0, 4_000_000_000L)));
      }
    };
  }

  private <E> Edit<E> edit(E entry, Function<E, E> patch) {
    return switch (random.nextInt(8)) {
      case 0, 1, 2 -> Edit.put(entry);
      case 3 -> Edit.remove();
      case 4 -> _ -> Decision.remove();
      case 5 ->
          current ->
              current == null
                  ? Decision.refuse(Outcome.ABSENT)
                  : Decision.put(patch.apply(current));
      case 6 -> current -> current == null ? Decision.put(entry) : Decision.refuse("exists");
      default -> _ -> Decision.keep();
    };
  }

  private long number() {
    return 1L + random.nextInt(keys);
  }

  private String name() {
    return "name" + random.nextInt(1000);
  }

  /** All that lookups and visits show. */
  public String shown(Registry registry) {
    TreeSet<String> lines = new TreeSet<>();
    registry.users().forEach(user -> lines.add("visited " + line(user)));
    registry.torrents().forEach(torrent -> lines.add("visited " + line(torrent)));
    registry.clients().forEach(client -> lines.add("visited " + client));
    registry.tokens().forEach(token -> lines.add("visited " + token));
    lines.add(
        "sizes %d %d %d %d"
            .formatted(
                registry.users().size(),
                registry.torrents().size(),
                registry.clients().size(),
                registry.tokens().size()));
    for (int i = 0; i <= keys; i++) {
      byte[] passkey = ("pass" + i).getBytes(US_ASCII);
      InfoHash infoHash = new InfoHash(0, 0, i);
      byte[] peerId = ("-" + i + "~".repeat(20)).substring(0, 20).getBytes(US_ASCII);
      lines.add("passkey " + i + line(registry.users().byPasskey(passkey, 0, passkey.length)));
      lines.add("user " + i + line(registry.users().byNumber(i)));
      lines.add("hash " + i + line(registry.torrents().byInfoHash(infoHash.toBytes(), 0)));
      lines.add("torrent " + i + line(registry.torrents().byNumber(i)));
      lines.add("peer id " + i + registry.clients().matching(peerId));
      lines.add("prefix " + i + registry.clients().byPrefix("-" + i));
      for (int j = 0; j <= keys; j++) {
        lines.add("token " + i + " " + j + registry.tokens().find(i, j));
      }
    }
    return String.join("\n", lines);
  }

  private static String line(User user) {
    return user == null
        ? " none"
        : " "
            + user
            + user.passkey()
            + user.mayLeech()
            + user.uploadPercent()
            + "/"
            + user.downloadPercent();
  }

  private static String line(Torrent torrent) {
    return torrent == null
        ? " none"
        : " "
            + torrent
            + torrent.name()
            + torrent.reason()
            + torrent.uploadPercent()
            + "/"
            + torrent.downloadPercent()
            + " snatches "
            + torrent.snatches();
  }
}
