package io.karuta.admin;

/** One admitted request. Confined to the thread that answers it. */
final class AdminCall {

  private final String caller;
  private final byte[] body;

  AdminCall(String caller, byte[] body) {
    this.caller = caller;
    this.body = body;
  }

  /** How the caller showed the credential, and from where; for the audit log. */
  String caller() {
    return caller;
  }

  /** The body's bytes, empty if there is none; not copied. */
  byte[] body() {
    return body;
  }
}
