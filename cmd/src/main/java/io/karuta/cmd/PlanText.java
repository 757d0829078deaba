package io.karuta.cmd;

import io.karuta.storage.optmem.OptmemConfig;
import io.karuta.storage.optmem.PeerColumn;
import io.karuta.storage.optmem.StorePlan;
import java.io.PrintStream;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What {@code karuta store plan} prints about the sizes of a configuration. */
final class PlanText {

  private static final long[] SWARM_PEERS = {1, 2, 5, 10, 20, 50, 100, 1_000, 100_000};

  private final OptmemConfig config;
  private final StorePlan plan;

  PlanText(OptmemConfig config) {
    this.config = config;
    plan = StorePlan.of(config.maxPeers(), config.maxTorrents());
  }

  void print(PrintStream out) {
    out.printf(
        Locale.ROOT,
        "%,d peers in %,d torrents, in bytes:%n",
        config.maxPeers(),
        config.maxTorrents());
    out.println();
    sizes(out);
    out.println();
    peers(out);
    out.println();
    growth(out);
  }

  private void sizes(PrintStream out) {
    boolean file = config.file().isPresent();
    size(out, file ? "swarm file, full length from the start" : "map in memory", plan.fileBytes());
    size(out, "  room for blocks of peers", plan.blockBytes());
    size(out, "  Chronicle Map's own tables", plan.fileBytes() - plan.blockBytes());
    size(
        out,
        file ? "journal <file>.open, while a tracker has it open" : "journal in memory",
        StorePlan.journalBytes());
    long cache = config.addressCache() ? StorePlan.addressCacheBytes(config.maxTorrents()) : 0;
    long directories = StorePlan.mostDirectoryBytes(config.maxPeers());
    size(out, "Java heap, at most", cache + directories);
    size(out, config.addressCache() ? "  address cache" : "  address cache, switched off", cache);
    size(out, "  directories of large swarms, at most", directories);
  }

  private void peers(PrintStream out) {
    Set<PeerColumn> least = EnumSet.noneOf(PeerColumn.class);
    if (config.keepTraits()) {
      least.add(PeerColumn.TRAITS);
    }
    Set<PeerColumn> ipv6 = EnumSet.copyOf(least);
    ipv6.add(PeerColumn.IPV6);
    out.println("bytes per peer in a swarm of   IPv4 alone   with IPv6");
    for (long peers : SWARM_PEERS) {
      out.printf(
          Locale.ROOT,
          "%,30d %,12.0f %,11.0f%n",
          peers,
          (double) StorePlan.swarmBytes(peers, least) / peers,
          (double) StorePlan.swarmBytes(peers, ipv6) / peers);
    }
    out.println("In a block of at most some hundred peers, every slot takes more by");
    more(out, PeerColumn.IPV6, "if one of its peers has IPv6");
    more(out, PeerColumn.DEBT, "while the accounting could not take what one of them moved");
    more(out, PeerColumn.LONG_USER_ID, "if one of their user ids is longer than 8 bytes");
    more(
        out,
        PeerColumn.TRAITS,
        config.keepTraits()
            ? "for traits (keep-traits = true, counted above)"
            : "with keep-traits");
  }

  private static void more(PrintStream out, PeerColumn column, String when) {
    out.printf(Locale.ROOT, "%4d  %s%n", column.slotBytes(), when);
  }

  private void growth(PrintStream out) {
    out.printf(
        Locale.ROOT,
        "The map has %,d parts, which fill unevenly. When the first is full, which may be from 60 %%%n"
            + "of the room for blocks on, it grows by %,d bytes; so on to about ten times its size.%n",
        plan.segments(),
        plan.growthBytes());
  }

  private static void size(PrintStream out, String what, long bytes) {
    out.printf(Locale.ROOT, "%-50s %,18d%n", what, bytes);
  }
}
