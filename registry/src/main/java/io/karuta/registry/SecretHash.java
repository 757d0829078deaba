package io.karuta.registry;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.SecureRandom;

/**
 * Hashes under a secret: SipHash-1-3 (Aumasson and Bernstein, 2012). Uploaders choose info hashes
 * and anybody can ask for any passkey; without the secret nobody can aim at one place of a table,
 * nor tell from the time of a lookup what stands near. Immutable and thread-safe; hashing allocates
 * nothing.
 */
final class SecretHash {

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int FINAL_ROUNDS = 3;

  private final long key0;
  private final long key1;

  SecretHash(long key0, long key1) {
    this.key0 = key0;
    this.key1 = key1;
  }

  /** A hash under a new secret. */
  static SecretHash random() {
    SecureRandom random = new SecureRandom();
    return new SecretHash(random.nextLong(), random.nextLong());
  }

  /** Hash of {@code lengthBytes} bytes of {@code bytes} from {@code offset}. */
  long of(byte[] bytes, int offset, int lengthBytes) {
    long v0 = key0 ^ 0x736f6d6570736575L;
    long v1 = key1 ^ 0x646f72616e646f6dL;
    long v2 = key0 ^ 0x6c7967656e657261L;
    long v3 = key1 ^ 0x7465646279746573L;
    int wholeWords = lengthBytes / Long.BYTES;
    int words = wholeWords + 1;
    for (int word = 0; word < words + FINAL_ROUNDS; word++) {
      long message = 0;
      if (word < wholeWords) {
        message = (long) LONG.get(bytes, offset + word * Long.BYTES);
      } else if (word == wholeWords) {
        message = lastWord(bytes, offset, lengthBytes);
      } else if (word == words) {
        v2 ^= 0xff;
      }
      v3 ^= message;
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
      v0 ^= message;
    }
    return v0 ^ v1 ^ v2 ^ v3;
  }

  /** Hash of a number that the site chose: enough to spread runs of numbers. */
  long of(long number) {
    long mixed = number ^ key0;
    mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }

  /** Hash of two numbers that the site chose. */
  long of(long first, long second) {
    return of(of(first) + second);
  }

  /** The bytes after the last whole word, and the length in the highest byte. */
  private static long lastWord(byte[] bytes, int offset, int lengthBytes) {
    long word = (long) lengthBytes << 56;
    int rest = lengthBytes % Long.BYTES;
    for (int i = 0; i < rest; i++) {
      word |= (bytes[offset + lengthBytes - rest + i] & 0xffL) << (8 * i);
    }
    return word;
  }
}
