package io.karuta.storage.optmem;

/**
 * Is told of every write to the map and to its memory where assertions are on: lets a test stop the
 * store at each of them in turn, as a kill would. Costs nothing where assertions are off.
 */
@FunctionalInterface
interface WriteWatch {

  /** Lets every write pass. */
  WriteWatch NONE = () -> true;

  /** Called before a write: true, or it throws. */
  boolean passes();
}
