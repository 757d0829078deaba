package io.karuta.admin.web;

import io.karuta.admin.json.InvalidFieldsException;

/** Answers one method of one path. Thread-safe; called on threads that may wait. */
@FunctionalInterface
public interface Route {

  /**
   * Answers a call.
   *
   * @throws RefusedException if the call can't be served as it is
   * @throws InvalidFieldsException if its body isn't what it should be
   */
  Reply answer(Call call) throws RefusedException, InvalidFieldsException;
}
