package io.karuta.admin.auth;

import java.util.Set;

/**
 * Who calls. Immutable.
 *
 * @param name of the credential; safe in a log line
 * @param scopes what it may be used for
 * @param source the address it calls from, e.g. {@code 127.0.0.1}
 */
public record Caller(String name, Set<Scope> scopes, String source) {

  /** Whether it may do what needs a scope. */
  public boolean may(Scope scope) {
    return scopes.contains(scope);
  }
}
