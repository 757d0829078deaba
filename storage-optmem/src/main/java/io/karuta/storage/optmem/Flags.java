package io.karuta.storage.optmem;

/** What the 16 flags of a record say, and the group of slots that follows from them. */
final class Flags {

  /** The slot holds a record. */
  static final int USED = 1;

  static final int SEEDER = 1 << 1;
  static final int PARTIAL_SEED = 1 << 2;
  static final int SNATCHED = 1 << 3;
  static final int HIDDEN = 1 << 4;

  /** Silent or departed. */
  static final int DORMANT = 1 << 5;

  static final int DEPARTED = 1 << 6;
  static final int HAS_IPV4 = 1 << 7;
  static final int HAS_IPV6 = 1 << 8;
  static final int SEEN_OVER_IPV4 = 1 << 9;
  static final int SEEN_OVER_IPV6 = 1 << 10;

  /** Any of the five parts of a debt is not 0. */
  static final int OWES = 1 << 11;

  static final int OWES_SNATCH = 1 << 12;

  /** The last announce came over IPv6. */
  static final int LAST_OVER_IPV6 = 1 << 13;

  /** Groups in the order of their slots; those of peers that want more come first. */
  static final int GROUPS = 9;

  static final int MORE_NO_ADDRESS = 0;
  static final int MORE_IPV4 = 1;
  static final int MORE_BOTH = 2;
  static final int MORE_IPV6 = 3;
  static final int ENOUGH_IPV4 = 4;
  static final int ENOUGH_BOTH = 5;
  static final int ENOUGH_IPV6 = 6;
  static final int ENOUGH_NO_ADDRESS = 7;

  /** Dormant, departed and hidden peers. */
  static final int SILENT = 8;

  private Flags() {}

  static boolean has(int flags, int flag) {
    return (flags & flag) != 0;
  }

  /** Whether the peer is in counts and lists. */
  static boolean visible(int flags) {
    return (flags & (USED | DORMANT | HIDDEN)) == USED;
  }

  static boolean visiblePartialSeed(int flags) {
    return (flags & (USED | DORMANT | HIDDEN | PARTIAL_SEED)) == (USED | PARTIAL_SEED);
  }

  static boolean wantsMore(int flags) {
    return (flags & (SEEDER | PARTIAL_SEED)) == 0;
  }

  static int group(int flags) {
    if (!visible(flags)) {
      return SILENT;
    }
    boolean more = wantsMore(flags);
    return switch (flags & (HAS_IPV4 | HAS_IPV6)) {
      case HAS_IPV4 -> more ? MORE_IPV4 : ENOUGH_IPV4;
      case HAS_IPV6 -> more ? MORE_IPV6 : ENOUGH_IPV6;
      case HAS_IPV4 | HAS_IPV6 -> more ? MORE_BOTH : ENOUGH_BOTH;
      default -> more ? MORE_NO_ADDRESS : ENOUGH_NO_ADDRESS;
    };
  }

  /** The flags with {@code flag} on or off. */
  static int with(int flags, int flag, boolean on) {
    return on ? flags | flag : flags & ~flag;
  }

  /** The columns without which a record of these flags can't be stored. */
  static int columns(int flags) {
    return ((flags & (HAS_IPV6 | SEEN_OVER_IPV6)) != 0 ? Layout.IPV6_COLUMN : 0)
        | ((flags & OWES) != 0 ? Layout.DEBT_COLUMN : 0);
  }
}
