package io.karuta.admin;

/** Answers one method of one path. Thread-safe; called on threads that may wait. */
@FunctionalInterface
interface AdminRoute {

  /**
   * Answers a call.
   *
   * @throws RefusedException if the call can't be served as it is
   */
  Reply answer(AdminCall call) throws RefusedException;
}
