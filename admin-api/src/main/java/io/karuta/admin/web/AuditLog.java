package io.karuta.admin.web;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line for every change that was asked for: what, with which result, by whom. Holds numbers,
 * hashes and prefixes; never a passkey, and no name, whose author could put a line break into it.
 */
public final class AuditLog {

  private static final Logger LOG = LoggerFactory.getLogger("io.karuta.admin.audit");

  private AuditLog() {}

  /** Notes a change, e.g. {@code ("user 7", call, "created")}. */
  public static void note(String subject, Call call, String result) {
    LOG.info("{} {} by {}", subject, result, call.callerText());
  }
}
