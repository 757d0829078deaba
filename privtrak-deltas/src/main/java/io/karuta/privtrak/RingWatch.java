package io.karuta.privtrak;

/**
 * Is told of every write to a ring where assertions are on: lets a test stop the process at each of
 * them in turn, as a kill would. Costs nothing where assertions are off.
 */
@FunctionalInterface
interface RingWatch {

  /** Lets every write pass. */
  RingWatch NONE = () -> true;

  /** Called before a write: true, or it throws. */
  boolean passes();
}
