package io.karuta.admin;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line for every change that was asked for: what, by whom, with which result. Holds numbers,
 * hashes and prefixes; never a passkey, and no name, whose author could put a line break into it.
 */
final class AuditLog {

  private static final Logger LOG = LoggerFactory.getLogger("io.karuta.admin.audit");

  private AuditLog() {}

  /** Notes a change, e.g. {@code ("user 7", call, "created")}. */
  static void note(String subject, AdminCall call, String result) {
    LOG.info("{} {} by {}", subject, result, call.caller());
  }
}
