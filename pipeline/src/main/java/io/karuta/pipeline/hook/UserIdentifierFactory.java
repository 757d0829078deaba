package io.karuta.pipeline.hook;

import java.util.Set;

/**
 * Makes one kind of {@link UserIdentifier}; found by its name through {@link
 * java.util.ServiceLoader}.
 */
public interface UserIdentifierFactory {

  /** Kebab-case name that the configuration uses, e.g. {@code passkey}. */
  String name();

  /** Attributes that an earlier hook must have set; none unless overridden. */
  default Set<AttributeKey<?>> requires() {
    return Set.of();
  }

  /** Makes the identifier. */
  UserIdentifier create(HookEnvironment environment);
}
