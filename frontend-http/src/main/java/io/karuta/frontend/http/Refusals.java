package io.karuta.frontend.http;

import io.karuta.pipeline.bittorrent.FailureReason;
import java.util.List;

/** All that this frontend tells a client whose request it doesn't take. */
final class Refusals {

  static final FailureReason MISSING_INFO_HASH = missing("info_hash");
  static final FailureReason INVALID_INFO_HASH = invalid("info_hash");
  static final FailureReason MULTIPLE_INFO_HASH =
      FailureReason.of("multiple-info-hash", "multiple info_hash");
  static final FailureReason MISSING_PEER_ID = missing("peer_id");
  static final FailureReason INVALID_PEER_ID = invalid("peer_id");
  static final FailureReason INVALID_PORT = invalid("port");
  static final FailureReason MISSING_UPLOADED = missing("uploaded");
  static final FailureReason INVALID_UPLOADED = invalid("uploaded");
  static final FailureReason MISSING_DOWNLOADED = missing("downloaded");
  static final FailureReason INVALID_DOWNLOADED = invalid("downloaded");
  static final FailureReason INVALID_LEFT = invalid("left");
  static final FailureReason INVALID_PASSKEY = invalid("passkey");
  static final FailureReason INVALID_ADDRESS =
      FailureReason.of("invalid-forwarded-address", "invalid forwarded address");
  static final FailureReason NON_ROUTABLE_ADDRESS =
      FailureReason.of("non-routable-address", "address is not reachable from the internet");
  static final FailureReason NOT_FOUND = FailureReason.of("not-found", "not found");
  static final FailureReason NOT_GET = FailureReason.of("not-get", "only GET is allowed");
  static final FailureReason INTERNAL_ERROR =
      FailureReason.of("internal-error", "internal tracker error", 5);

  /** What an announce or a scrape may be told, in no order that matters. */
  static final List<FailureReason> ALL =
      List.of(
          MISSING_INFO_HASH,
          INVALID_INFO_HASH,
          MULTIPLE_INFO_HASH,
          MISSING_PEER_ID,
          INVALID_PEER_ID,
          INVALID_PORT,
          MISSING_UPLOADED,
          INVALID_UPLOADED,
          MISSING_DOWNLOADED,
          INVALID_DOWNLOADED,
          INVALID_LEFT,
          INVALID_PASSKEY,
          INVALID_ADDRESS,
          NON_ROUTABLE_ADDRESS,
          INTERNAL_ERROR);

  private Refusals() {}

  private static FailureReason missing(String parameter) {
    return FailureReason.of("missing-" + parameter.replace('_', '-'), "missing " + parameter);
  }

  private static FailureReason invalid(String parameter) {
    return FailureReason.of("invalid-" + parameter.replace('_', '-'), "invalid " + parameter);
  }
}
