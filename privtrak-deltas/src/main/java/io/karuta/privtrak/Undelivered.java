package io.karuta.privtrak;

import java.util.Locale;

/**
 * What a handler lacks. Immutable.
 *
 * @param deltas how many
 * @param uploaded raw bytes
 * @param downloaded raw bytes
 * @param oldestSecond when the first of them happened, seconds since 1970; 0 if there is none
 */
record Undelivered(long deltas, long uploaded, long downloaded, int oldestSecond) {

  /** Counts the deltas after one sequence and up to another, as far as they can be read. */
  static Undelivered of(RingMemory memory, long delivered, long last) {
    long deltas = 0;
    long uploaded = 0;
    long downloaded = 0;
    int oldestSecond = 0;
    for (long sequence = Math.max(delivered, last - memory.slots()) + 1;
        sequence <= last;
        sequence++) {
      long slot = memory.slotOf(sequence);
      if (!memory.holds(sequence) || memory.isVoid(slot) || !memory.isSound(slot, sequence)) {
        continue;
      }
      oldestSecond = deltas == 0 ? memory.intAt(slot + RingLayout.AT) : oldestSecond;
      deltas++;
      uploaded = Saturating.add(uploaded, memory.longAt(slot + RingLayout.UPLOADED));
      downloaded = Saturating.add(downloaded, memory.longAt(slot + RingLayout.DOWNLOADED));
    }
    return new Undelivered(deltas, uploaded, downloaded, oldestSecond);
  }

  /** For a message: {@code 5 deltas of 1,000 bytes up and 2,000 down}. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%,d deltas of %,d bytes up and %,d down", deltas, uploaded, downloaded);
  }
}
