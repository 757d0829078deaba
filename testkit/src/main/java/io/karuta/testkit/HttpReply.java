package io.karuta.testkit;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** An HTTP reply as it came over the wire. Immutable but for the array it hands out. */
public final class HttpReply {

  private final int status;
  private final Map<String, String> headers;
  private final byte[] body;

  HttpReply(int status, Map<String, String> headers, byte[] body) {
    this.status = status;
    this.headers = Map.copyOf(headers);
    this.body = body;
  }

  /** The status code, such as 200. */
  public int status() {
    return status;
  }

  /** The headers by their names in lower case. */
  public Map<String, String> headers() {
    return headers;
  }

  /** As many bytes as Content-Length says, or up to the end of the connection. */
  public byte[] body() {
    return body;
  }

  /**
   * The body, strictly decoded.
   *
   * @throws BencodeException if it is not exactly one bencoded dictionary
   */
  public BencodeDictionary bencoded() {
    return BencodeReader.readDictionary(body);
  }

  /** The {@code failure reason}; throws if there is none. */
  public String failureReason() {
    return bencoded().text("failure reason");
  }

  /** Status, headers and the body as Latin-1. */
  @Override
  public String toString() {
    return status + " " + headers + " " + new String(body, StandardCharsets.ISO_8859_1);
  }
}
