package io.karuta.admin.web;

import io.karuta.admin.auth.Caller;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line for every change that was asked for, also if it was refused or failed, and for who was
 * not let in: what, with which result, by whom. Holds numbers, hashes and prefixes; never a
 * passkey, and no name, whose author could put a line break into it.
 */
public final class AuditLog {

  private static final Logger LOG = LoggerFactory.getLogger("io.karuta.admin.audit");

  private AuditLog() {}

  /** Notes a change, e.g. {@code ("user 7", call, "created")}. */
  public static void note(String subject, Call call, String result) {
    call.noted();
    LOG.info("{} {} by {}", subject, result, call.callerText());
  }

  /**
   * Notes a call that no route has answered for.
   *
   * @param result e.g. {@code refused with 400}
   */
  public static void note(
      RouteSpec spec, Map<String, String> values, Caller caller, String result) {
    LOG.info(
        "{} {} {} by {} from {}",
        spec.method(),
        spec.described(values),
        result,
        caller.name(),
        caller.source());
  }

  /** Notes somebody who was not let in, e.g. {@code wrong credential}. */
  public static void noteStranger(String what, String source) {
    LOG.info("{} from {}", what, source);
  }
}
