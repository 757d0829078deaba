package io.karuta.storage.optmem;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import net.openhft.chronicle.bytes.BytesStore;
import net.openhft.chronicle.bytes.PointerBytesStore;

/**
 * Where new images of blocks are put together before they go into the map, and new forms of single
 * records whose counters and debt must not be told apart by a kill. The map is overwritten in
 * place, so a process killed in the middle would leave half a block; the image is whole before that
 * and stays until it is over, so {@link #redo} makes up for it. Beside the map in a file, or in
 * memory where nothing survives the process anyway.
 *
 * <pre>
 * pen, x 8      0  state          4   {@link #ARMED}: to be put into the map
 *                                     {@link #SETTLING}: a record to be put into a block
 *               4  length         4   of the image
 *               8  checksum       8   of everything behind it
 *              16  key           24   of the block
 *              40  image              or a block of one slot, with the record's slot in its count of
 *                                     buckets
 * </pre>
 *
 * <p>The checksum keeps out what is no image of this build: a journal of another one, or one that
 * was torn when the power failed.
 *
 * <p>Thread-safe: several pens, one for many stripes, each locked by its monitor; taken after a
 * stripe and before any lock of Chronicle's.
 */
final class Journal {

  static final int PENS = 8;

  static final int STATE = 0;
  static final int LENGTH = 4;
  static final int CHECKSUM = 8;
  static final int KEY = 16;
  static final int IMAGE = 40;

  static final int ARMED = 0x6b61_7200 + Layout.VERSION;
  static final int SETTLING = 0x6b61_7300 + Layout.VERSION;

  private static final int PEN_BYTES = IMAGE + (Layout.MAX_BLOCK_BYTES + 7) / 8 * 8;

  static final int LENGTH_BYTES = PENS * PEN_BYTES;

  private final Pen[] pens = new Pen[PENS];
  private final Arena arena;

  /**
   * A journal in memory that the arena gives and takes back.
   *
   * @param memory {@link #LENGTH_BYTES} bytes
   */
  Journal(Arena arena, MemorySegment memory, WriteWatch watch) {
    this.arena = arena;
    for (int i = 0; i < PENS; i++) {
      pens[i] = new Pen(memory.address() + (long) i * PEN_BYTES, watch);
    }
  }

  /** A journal that ends with the process. */
  static Journal inMemory(WriteWatch watch) {
    Arena arena = Arena.ofShared();
    return new Journal(arena, arena.allocate(LENGTH_BYTES, 8), watch);
  }

  Pen penOf(Stripe stripe) {
    return pens[stripe.number() & (PENS - 1)];
  }

  /** Puts all images and records into the map that a killed process had not finished; how many. */
  int redo(SwarmMap map, KeyBuffer key) {
    int redone = 0;
    for (Pen pen : pens) {
      redone += pen.redo(map, key) ? 1 : 0;
    }
    return redone;
  }

  void close() {
    arena.close();
  }

  /** One image. */
  static final class Pen {

    private final Region region;
    private final PointerBytesStore image = BytesStore.nativePointer();
    private final long imageAddress;
    private final WriteWatch watch;
    private final Block draft;
    private final PeerRecord draftRecord;

    Pen(long address, WriteWatch watch) {
      this.watch = watch;
      region = new Region(watch);
      region.set(address, PEN_BYTES);
      imageAddress = address + IMAGE;
      draft = new Block(watch);
      draftRecord = new PeerRecord(draft);
      image.set(imageAddress, Layout.MAX_BLOCK_BYTES);
    }

    /** Where the image is to be made, with room for {@link Layout#MAX_BLOCK_BYTES}. */
    long imageAddress() {
      return imageAddress;
    }

    /**
     * Puts the image into the map under a key.
     *
     * @return false if the map has no room
     */
    boolean put(SwarmMap map, KeyBuffer key, int lengthBytes) {
      arm(ARMED, key, lengthBytes);
      boolean put = map.put(key, image, lengthBytes);
      disarm();
      return put;
    }

    private void arm(int state, KeyBuffer key, int lengthBytes) {
      region.putInt(LENGTH, lengthBytes);
      region.copyFrom(key.region(), 0, KEY, Layout.KEY_BYTES);
      region.putLong(CHECKSUM, checksum(lengthBytes));
      VarHandle.releaseFence();
      region.putInt(STATE, state);
      VarHandle.releaseFence();
    }

    private void disarm() {
      VarHandle.releaseFence();
      region.putInt(STATE, 0);
      VarHandle.releaseFence();
    }

    /** A copy of a record, with room for a debt, to be changed before {@link #settle}. */
    PeerRecord draft(Block block, int slot) {
      draft.format(imageAddress, 1, Layout.DEBT_COLUMN);
      draft.copy(block, slot, 0);
      draft.buckets(slot);
      draftRecord.set(0);
      return draftRecord;
    }

    /**
     * Puts counters, flags and debt of the draft into the record that it is a copy of, so that a
     * kill leaves all of them or none.
     *
     * @param key of the block, which has the column for debts
     */
    void settle(KeyBuffer key, Block block) {
      arm(SETTLING, key, draft.lengthBytes());
      block.settle(draft, draft.buckets());
      disarm();
    }

    private long checksum(int lengthBytes) {
      long sum = lengthBytes;
      int end = IMAGE + lengthBytes;
      int offset = KEY;
      for (; offset <= end - 8; offset += 8) {
        sum = Long.rotateLeft((sum ^ region.longAt(offset)) * 0x9e3779b97f4a7c15L, 29);
      }
      for (; offset < end; offset++) {
        sum = (sum ^ region.unsignedByteAt(offset)) * 0x9e3779b97f4a7c15L;
      }
      return sum ^ sum >>> 32;
    }

    private boolean isToRedo() {
      int lengthBytes = region.intAt(LENGTH);
      int state = region.intAt(STATE);
      return (state == ARMED || state == SETTLING)
          && lengthBytes >= Layout.HEADER_BYTES
          && lengthBytes <= Layout.MAX_BLOCK_BYTES
          && region.longAt(CHECKSUM) == checksum(lengthBytes);
    }

    private boolean redo(SwarmMap map, KeyBuffer key) {
      if (!isToRedo()) {
        region.putInt(STATE, 0);
        return false;
      }
      byte[] bytes = new byte[Layout.KEY_BYTES];
      region.getBytes(KEY, bytes, 0, bytes.length);
      key.infoHash(bytes, 0);
      key.bucket(PeerKey.nativeInt(bytes, Layout.KEY_BUCKET));
      if (region.intAt(STATE) == SETTLING) {
        return settleAgain(map, key);
      }
      // If there is no room now, there was none before the kill, and nothing had been changed.
      return put(map, key, region.intAt(LENGTH));
    }

    private boolean settleAgain(SwarmMap map, KeyBuffer key) {
      draft.bind(imageAddress);
      long address = map.find(key, new Region(watch));
      Block block = new Block(watch);
      if (address != 0) {
        block.bind(address);
      }
      // The block is as it was when the draft was armed, unless another file was put beside this
      // one.
      boolean fits =
          address != 0
              && draft.buckets() < block.slots()
              && block.hasColumns(Layout.DEBT_COLUMN)
              && draft.hasColumns(Layout.DEBT_COLUMN);
      if (fits) {
        settle(key, block);
      } else {
        disarm();
      }
      return fits;
    }
  }
}
