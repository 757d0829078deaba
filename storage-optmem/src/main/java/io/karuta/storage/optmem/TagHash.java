package io.karuta.storage.optmem;

/**
 * The 64-bit tag of a peer: SipHash-1-3 over user id and peer id. Keyed with a secret of the map,
 * since clients choose their peer ids and could otherwise aim many at one bucket of a big swarm's
 * index. Immutable and thread-safe.
 *
 * @param secretLow bytes 0 to 7 of the secret
 * @param secretHigh bytes 8 to 15 of the secret
 */
record TagHash(long secretLow, long secretHigh) {

  private static final long INPUT_BYTES = 36;

  /** The tag of the peer id's bytes 0 to 7, 8 to 15 and 16 to 19. */
  long tag(long userHigh, long userLow, long idHigh, long idMiddle, int idLow) {
    long v0 = secretLow ^ 0x736f6d6570736575L;
    long v1 = secretHigh ^ 0x646f72616e646f6dL;
    long v2 = secretLow ^ 0x6c7967656e657261L;
    long v3 = secretHigh ^ 0x7465646279746573L;
    for (int word = 0; word < 5; word++) {
      long input =
          switch (word) {
            case 0 -> userHigh;
            case 1 -> userLow;
            case 2 -> idHigh;
            case 3 -> idMiddle;
            default -> (INPUT_BYTES << 56) | Integer.toUnsignedLong(idLow);
          };
      v3 ^= input;
      v0 += v1;
      v1 = Long.rotateLeft(v1, 13) ^ v0;
      v0 = Long.rotateLeft(v0, 32);
      v2 += v3;
      v3 = Long.rotateLeft(v3, 16) ^ v2;
      v0 += v3;
      v3 = Long.rotateLeft(v3, 21) ^ v0;
      v2 += v1;
      v1 = Long.rotateLeft(v1, 17) ^ v2;
      v2 = Long.rotateLeft(v2, 32);
      v0 ^= input;
    }
    v2 ^= 0xff;
    for (int round = 0; round < 3; round++) {
      v0 += v1;
      v1 = Long.rotateLeft(v1, 13) ^ v0;
      v0 = Long.rotateLeft(v0, 32);
      v2 += v3;
      v3 = Long.rotateLeft(v3, 16) ^ v2;
      v0 += v3;
      v3 = Long.rotateLeft(v3, 21) ^ v0;
      v2 += v1;
      v1 = Long.rotateLeft(v1, 17) ^ v2;
      v2 = Long.rotateLeft(v2, 32);
    }
    return v0 ^ v1 ^ v2 ^ v3;
  }
}
