package io.karuta.frontend.http;

/**
 * Reads whole numbers as clients send them: decimal digits and nothing else, 64 bits unsigned, as
 * BEP 3 has "base ten ASCII". Leading zeros are legal; a sign, space or dot is not.
 */
final class Decimal {

  /** The bytes are no number, or one above 2^64-1. */
  static final int INVALID = 0;

  /** A number from 0 to 2^63-1. */
  static final int IN_RANGE = 1;

  /** A number from 2^63 to 2^64-1. */
  static final int HUGE = 2;

  private static final long LIMIT = Long.divideUnsigned(-1L, 10);
  private static final int LAST_DIGIT = (int) Long.remainderUnsigned(-1L, 10);

  private long value;

  /**
   * Reads the first {@code lengthBytes} bytes; {@link #value()} is set if the result is in range.
   */
  int read(byte[] bytes, int lengthBytes) {
    if (lengthBytes <= 0) {
      return INVALID;
    }
    long number = 0;
    for (int i = 0; i < lengthBytes; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        return INVALID;
      }
      int order = Long.compareUnsigned(number, LIMIT);
      if (order > 0 || (order == 0 && digit > LAST_DIGIT)) {
        return INVALID;
      }
      number = number * 10 + digit;
    }
    value = number;
    return number < 0 ? HUGE : IN_RANGE;
  }

  /** The number that was read last, unsigned. */
  long value() {
    return value;
  }
}
