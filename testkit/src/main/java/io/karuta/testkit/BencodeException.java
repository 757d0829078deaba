package io.karuta.testkit;

/** Bytes are not bencoded as BEP 3 has it; the message says at which offset and what is wrong. */
public final class BencodeException extends RuntimeException {

  private static final long serialVersionUID = 1;

  BencodeException(String message) {
    super(message);
  }
}
