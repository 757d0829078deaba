package io.karuta.frontend.http;

import io.karuta.pipeline.bittorrent.BencodeWriter;
import io.karuta.pipeline.bittorrent.FailureReason;

/** Encodes refusals (BEP 3, BEP 31). */
final class FailureReply {

  private static final byte[] FAILURE_REASON = BencodeWriter.encode("failure reason");
  private static final byte[] RETRY_IN = BencodeWriter.encode("retry in");

  private FailureReply() {}

  static void write(FailureReason reason, BencodeWriter writer) {
    writer.beginDictionary();
    writer.encoded(FAILURE_REASON);
    writer.text(reason.text());
    if (reason.retryInMinutes() != FailureReason.NO_RETRY) {
      writer.encoded(RETRY_IN);
      writer.integer(reason.retryInMinutes());
    }
    writer.end();
  }
}
