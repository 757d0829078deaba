package io.karuta.privtrak;

import io.karuta.pipeline.bittorrent.AnnounceRequest;
import io.karuta.pipeline.hook.AnnounceExchange;
import io.karuta.pipeline.hook.UserIdentifier;
import io.karuta.pipeline.registry.Registry;
import io.karuta.pipeline.registry.User;

/**
 * The user id is the passkey: its 16 bytes as they are, its 32 hexadecimal digits decoded, or else
 * a 128-bit hash of it. Thread-safe; allocates nothing.
 *
 * <p>The hash is FNV-1a with 128 bits: short, stable for ever, and good enough to tell apart
 * passkeys that a site has drawn at random. It hides nothing and nobody relies on that.
 */
final class PasskeyUserIdentifier implements UserIdentifier {

  private static final int BYTES = 16;
  private static final int HEX_DIGITS = 32;

  private static final long FNV_OFFSET_HIGH = 0x6c62272e07bb0142L;
  private static final long FNV_OFFSET_LOW = 0x62b821756295c58dL;
  // The prime is 2^88 + 0x13b.
  private static final long FNV_PRIME_LOW = 0x13bL;
  private static final int FNV_PRIME_HIGH_SHIFT = 88 - 64;

  private final Registry.Users users;

  PasskeyUserIdentifier(Registry.Users users) {
    this.users = users;
  }

  @Override
  public boolean identify(AnnounceExchange exchange) {
    AnnounceRequest request = exchange.request();
    byte[] passkey = request.passkey();
    int length = request.passkeyLengthBytes();
    if (length == 0) {
      return false;
    }
    if (length == BYTES) {
      exchange.swarmAnnounce().user(bytesAt(passkey, 0), bytesAt(passkey, 8));
    } else if (length == HEX_DIGITS && isHex(passkey)) {
      exchange.swarmAnnounce().user(hexAt(passkey, 0), hexAt(passkey, 16));
    } else {
      hash(exchange, passkey, length);
    }
    return !exchange.swarmAnnounce().anonymous();
  }

  private static long bytesAt(byte[] bytes, int offset) {
    long value = 0;
    for (int i = offset; i < offset + 8; i++) {
      value = value << 8 | (bytes[i] & 0xff);
    }
    return value;
  }

  private static boolean isHex(byte[] bytes) {
    for (int i = 0; i < HEX_DIGITS; i++) {
      if (Character.digit(bytes[i], 16) < 0) {
        return false;
      }
    }
    return true;
  }

  private static long hexAt(byte[] bytes, int offset) {
    long value = 0;
    for (int i = offset; i < offset + 16; i++) {
      value = value << 4 | Character.digit(bytes[i], 16);
    }
    return value;
  }

  private static void hash(AnnounceExchange exchange, byte[] bytes, int length) {
    long high = FNV_OFFSET_HIGH;
    long low = FNV_OFFSET_LOW;
    for (int i = 0; i < length; i++) {
      low ^= bytes[i] & 0xff;
      long carried = Math.unsignedMultiplyHigh(low, FNV_PRIME_LOW);
      high = high * FNV_PRIME_LOW + carried + (low << FNV_PRIME_HIGH_SHIFT);
      low *= FNV_PRIME_LOW;
    }
    exchange.swarmAnnounce().user(high, low);
  }

  /** Found by way of the passkey that the id is, in either form; a hash can't be traced back. */
  @Override
  public long numberOf(long userHigh, long userLow) {
    // Only for peers that leave without an announce: short-lived arrays do no harm here.
    byte[] raw = new byte[BYTES];
    byte[] hex = new byte[HEX_DIGITS];
    for (int i = 0; i < BYTES; i++) {
      long half = i < 8 ? userHigh : userLow;
      int value = (int) (half >>> (56 - 8 * (i % 8))) & 0xff;
      raw[i] = (byte) value;
      hex[2 * i] = (byte) Character.forDigit(value >>> 4, 16);
      hex[2 * i + 1] = (byte) Character.forDigit(value & 0xf, 16);
    }
    User user = users.byPasskey(raw, 0, BYTES);
    if (user == null) {
      user = users.byPasskey(hex, 0, HEX_DIGITS);
    }
    return user == null ? 0 : user.number();
  }
}
