package io.karuta.frontend.http;

import io.karuta.pipeline.bittorrent.FailureReason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all requests of a frontend share. Immutable and thread-safe.
 *
 * @param config the frontend's settings
 * @param rules what requests may say
 * @param trusted whose word on a client's address counts
 * @param metrics what is counted
 */
record CallContext(
    HttpConfig config, RequestRules rules, TrustedProxies trusted, HttpMetrics metrics) {

  private static final Logger LOG = LoggerFactory.getLogger(HttpFrontend.class);

  static CallContext of(HttpConfig config, HttpMetrics metrics) {
    return new CallContext(
        config, new RequestRules(config), new TrustedProxies(config.addresses()), metrics);
  }

  /**
   * Notes a defect of this frontend. Neither the path nor the query is logged: they hold the
   * passkey.
   */
  FailureReason defect(Throwable defect) {
    LOG.error("a request was answered with '{}'", Refusals.INTERNAL_ERROR.text(), defect);
    metrics.failed();
    return Refusals.INTERNAL_ERROR;
  }
}
