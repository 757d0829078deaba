package io.karuta.bench.workload;

import io.karuta.pipeline.bittorrent.InfoHash;
import io.karuta.pipeline.registry.Client;
import io.karuta.pipeline.registry.Torrent;
import io.karuta.pipeline.registry.User;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A site and its announcers, the same for the same seed. Immutable.
 *
 * <p>Peers are spread over torrents by Zipf's law and over users evenly; half of them are seeders.
 *
 * @param users numbered from 1
 * @param torrents numbered from 1, the most popular one first
 * @param clients the whitelist; every announcer is one of them
 * @param announcers one per peer, in random order
 */
public record Workload(
    List<User> users, List<Torrent> torrents, List<Client> clients, List<Announcer> announcers) {

  /** The seed that reports use. */
  public static final long SEED = 20261120;

  private static final List<Client> WHITELIST =
      List.of(
          new Client("-qB4", "qBittorrent 4"),
          new Client("-qB5", "qBittorrent 5"),
          new Client("-TR3", "Transmission 3"),
          new Client("-TR4", "Transmission 4"),
          new Client("-DE2", "Deluge 2"),
          new Client("-lt0D", "rtorrent 0.13"),
          new Client("-UT35", "uTorrent 3.5"),
          new Client("-BI31", "BiglyBT 3.1"));
  private static final String PEER_ID_CHARACTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~!*()";
  private static final int PEER_ID_LENGTH_BYTES = 20;

  /** Makes a site of the given size. */
  public static Workload of(long seed, int users, int torrents, int peers) {
    SplittableRandom random = new SplittableRandom(seed);
    List<User> userList = new ArrayList<>(users);
    for (int i = 1; i <= users; i++) {
      userList.add(User.of(i, HexFormat.of().formatHex(bytes(random, 16)), "user-" + i));
    }
    List<Torrent> torrentList = new ArrayList<>(torrents);
    for (int i = 1; i <= torrents; i++) {
      InfoHash infoHash = InfoHash.of(bytes(random, InfoHash.LENGTH_BYTES), 0);
      torrentList.add(Torrent.of(infoHash, i, "torrent-" + i));
    }
    Popularity popularity = Popularity.zipf(torrents);
    List<Announcer> announcers = new ArrayList<>(peers);
    for (int i = 0; i < peers; i++) {
      User user = userList.get(random.nextInt(users));
      announcers.add(announcer(random, user, torrentList.get(popularity.next(random))));
    }
    return new Workload(userList, torrentList, WHITELIST, announcers);
  }

  private static Announcer announcer(SplittableRandom random, User user, Torrent torrent) {
    StringBuilder peerId =
        new StringBuilder(WHITELIST.get(random.nextInt(WHITELIST.size())).prefix());
    while (peerId.length() < PEER_ID_LENGTH_BYTES) {
      peerId.append(PEER_ID_CHARACTERS.charAt(random.nextInt(PEER_ID_CHARACTERS.length())));
    }
    return new Announcer(
        user,
        torrent,
        random.nextInt(0x0b000000, 0x64000000), // 11.0.0.0 to 99.255.255.255: routable
        random.nextInt(1024, 65536),
        peerId.toString(),
        HexFormat.of().withUpperCase().toHexDigits(random.nextInt()),
        random.nextBoolean() ? 0 : random.nextLong(1, 1L << 36));
  }

  private static byte[] bytes(SplittableRandom random, int lengthBytes) {
    byte[] bytes = new byte[lengthBytes];
    random.nextBytes(bytes);
    return bytes;
  }
}
