package io.karuta.storage.optmem;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Walks the whole map and looks for what may not be: header counts that don't equal a recount, a
 * peer in a wrong bucket, group or twice, a bucket beyond the count or missing, totals that are not
 * the sum. While nobody changes the store; confined to one thread.
 */
final class Verifier {

  /** Problems beyond so many are not listed. */
  private static final int MOST_PROBLEMS = 100;

  private final SwarmMap map;
  private final Stripes stripes;
  private final Session session;
  private final Totals totals;
  private final BlockCheck check;
  private final Totals recounted = new Totals();
  private final List<String> problems = new ArrayList<>();
  private long buckets;

  Verifier(SwarmMap map, Stripes stripes, Session session, Totals totals) {
    this.map = map;
    this.stripes = stripes;
    this.session = session;
    this.totals = totals;
    check = new BlockCheck(session.hash);
  }

  /** Looks at everything. */
  StoreVerification run() {
    for (int segment = 0; segment < map.segments(); segment++) {
      List<byte[]> keys = new ArrayList<>();
      map.forEachEntry(segment, (key, _, _) -> keys.add(key));
      keys.forEach(this::look);
    }
    if (!recounted.snapshot().equals(totals.snapshot())
        || recounted.records() != totals.records()
        || recounted.owing() != totals.owing()) {
      problems.add("totals " + totals.snapshot() + " (expected: " + recounted.snapshot() + ")");
    }
    return new StoreVerification(
        recounted.swarms(), buckets, recounted.records(), List.copyOf(problems));
  }

  private void look(byte[] key) {
    int bucket = PeerKey.nativeInt(key, Layout.KEY_BUCKET);
    if (bucket == Layout.META_BUCKET) {
      return;
    }
    buckets++;
    Stripe stripe = stripes.of(key, 0);
    synchronized (stripe) {
      problem(stripe, key, bucket)
          .ifPresent(problem -> {
            if (problems.size() < MOST_PROBLEMS) {
              problems.add(SwarmNames.of(key) + " bucket " + bucket + ": " + problem);
            }
          });
    }
  }

  private Optional<String> problem(Stripe stripe, byte[] key, int bucket) {
    Swarm swarm = session.swarm;
    if (!swarm.bind(stripe, key, 0)) {
      return Optional.of("the swarm has no bucket 0");
    }
    int count = swarm.buckets().count();
    if (bucket >= count) {
      return Optional.of("beyond the " + count + " buckets of the swarm");
    }
    Block block = swarm.open(bucket);
    recount(bucket, block);
    if (bucket == 0 && block.buckets() != count) {
      return Optional.of(block.buckets() + " buckets, of which " + count + " are known");
    }
    if (swarm.records() == 0) {
      return Optional.of("a swarm without peers");
    }
    return check
        .problem(block)
        .or(() -> stray(swarm, bucket, count))
        .or(() -> directory(swarm, bucket, block));
  }

  private void recount(int bucket, Block block) {
    int seeders = 0;
    int leechers = 0;
    int dormant = 0;
    int owing = 0;
    int records = 0;
    for (int slot = 0; slot < block.slots(); slot++) {
      int flags = block.flags(slot);
      boolean seeder = Flags.has(flags, Flags.SEEDER);
      records += flags != 0 ? 1 : 0;
      seeders += Flags.visible(flags) && seeder ? 1 : 0;
      leechers += Flags.visible(flags) && !seeder ? 1 : 0;
      dormant += Flags.has(flags, Flags.DORMANT) ? 1 : 0;
      owing += Flags.has(flags, Flags.OWES) ? 1 : 0;
    }
    recounted.found(bucket == 0 ? 1 : 0, seeders, leechers, dormant, owing, records);
  }

  private Optional<String> stray(Swarm swarm, int bucket, int count) {
    for (int slot = 0; slot < swarm.block().records(); slot++) {
      session.record.set(slot);
      int right = Layout.bucketOf(session.record.tag(session.hash), count);
      if (right != bucket) {
        return Optional.of("slot " + slot + " belongs to bucket " + right);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> directory(Swarm swarm, int bucket, Block block) {
    Directory directory = swarm.directory();
    for (int kind = 0; directory != null && kind < Directory.KINDS; kind++) {
      int there = block.runEnd(kind) - block.runStart(kind);
      int next = directory.rankOfBucket(kind, bucket + 1);
      if (directory.count(bucket, kind) != there
          || next - directory.rankOfBucket(kind, bucket) != there) {
        return Optional.of("kind " + kind + ": " + there + " peers, the directory says otherwise");
      }
    }
    return Optional.empty();
  }
}
