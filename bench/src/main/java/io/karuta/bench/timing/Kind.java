package io.karuta.bench.timing;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;

/** What an attempt shows instead of the right token, and how it differs from it. */
enum Kind {
  /** Nothing: the one kind for which no hash is made, so a difference must show if any can. */
  MISSING,
  /** All but the first character is right. */
  FIRST_WRONG,
  /** The first half is right. */
  HALF_RIGHT,
  /** All but the last character is right. */
  LAST_WRONG,
  /** A wrong token of the operator, as a password. */
  KNOWN_NAME,
  /** A wrong token of nobody, as a password. */
  UNKNOWN_NAME;

  /** The line of the request with its end; empty if there is none. */
  String header(String token, Random random) {
    String other = other(token, random);
    int half = token.length() / 2;
    return switch (this) {
      case MISSING -> "";
      case FIRST_WRONG -> bearer(changed(token.charAt(0)) + token.substring(1));
      case HALF_RIGHT -> bearer(token.substring(0, half) + other.substring(half));
      case LAST_WRONG ->
          bearer(
              token.substring(0, token.length() - 1) + changed(token.charAt(token.length() - 1)));
      case KNOWN_NAME -> basic("operator:" + other);
      case UNKNOWN_NAME -> basic("nobodyss:" + other);
    };
  }

  private static String bearer(String token) {
    return "Authorization: Bearer " + token + "\r\n";
  }

  private static String basic(String pair) {
    byte[] bytes = pair.getBytes(StandardCharsets.ISO_8859_1);
    return "Authorization: Basic " + Base64.getEncoder().encodeToString(bytes) + "\r\n";
  }

  private static char changed(char digit) {
    return digit == '0' ? '1' : '0';
  }

  /** As long, and wrong at every place. */
  private static String other(String token, Random random) {
    StringBuilder other = new StringBuilder();
    for (int i = 0; i < token.length(); i++) {
      char digit = Character.forDigit(random.nextInt(16), 16);
      other.append(digit == token.charAt(i) ? changed(digit) : digit);
    }
    return other.toString();
  }
}
