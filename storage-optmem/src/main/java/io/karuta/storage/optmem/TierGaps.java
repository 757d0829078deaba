package io.karuta.storage.optmem;

import java.lang.invoke.VarHandle;
import net.openhft.chronicle.hash.VanillaGlobalMutableState;
import net.openhft.chronicle.map.ChronicleMap;
import net.openhft.chronicle.map.VanillaChronicleMap;

/**
 * Makes a map fit for Chronicle's recovery. A segment that outgrows its tier gets extra ones, from
 * a row that all segments share. The recovery goes through the row up to the first tier without
 * entries, takes that for the end, and clears all behind it: whoever was there would be lost. So
 * tiers from the end of the row are moved into the empty ones; which segment a tier belongs to is
 * found anew from its entries in any case.
 *
 * <p>A kill of this is no harm: a tier is whole in its old place until it is whole in the new one,
 * and of entries that are there twice the recovery drops one.
 */
final class TierGaps {

  private final VanillaChronicleMap<?, ?, ?> map;
  private final Region source = new Region(WriteWatch.NONE);
  private final Region target = new Region(WriteWatch.NONE);

  private TierGaps(VanillaChronicleMap<?, ?, ?> map) {
    this.map = map;
  }

  /** Closes the gaps of a map that nobody else has open; how many tiers were moved. */
  static int close(ChronicleMap<byte[], byte[]> opened) {
    return new TierGaps((VanillaChronicleMap<?, ?, ?>) opened).close();
  }

  private int close() {
    VanillaGlobalMutableState state = map.globalMutableState();
    long allocated = state.getAllocatedExtraTierBulks() * map.tiersInBulk;
    long gap = 0;
    long last = Math.min(state.getExtraTiersInUse(), allocated) - 1;
    int moved = 0;
    while (gap < last) {
      if (!isEmpty(gap)) {
        gap++;
      } else if (isEmpty(last)) {
        last--;
      } else {
        move(last--, gap++);
        moved++;
      }
    }
    return moved;
  }

  private void bind(Region region, long extraTier) {
    long address = map.tierIndexToBaseAddr(map.extraTierIndexToTierIndex(extraTier));
    region.set(address, Math.toIntExact(map.tierSize));
  }

  /** Whether nothing is in a tier's hash lookup, with which it begins. */
  private boolean isEmpty(long extraTier) {
    bind(source, extraTier);
    for (int offset = 0; offset < map.tierHashLookupOuterSize; offset += Long.BYTES) {
      if (source.longAt(offset) != 0) {
        return false;
      }
    }
    return true;
  }

  private void move(long from, long to) {
    bind(source, from);
    bind(target, to);
    int lookupBytes = Math.toIntExact(map.tierHashLookupOuterSize);
    target.copyFrom(source, lookupBytes, lookupBytes, source.lengthBytes() - lookupBytes);
    VarHandle.releaseFence();
    target.copyFrom(source, 0, 0, lookupBytes);
    VarHandle.releaseFence();
    source.clear(0, lookupBytes);
  }
}
