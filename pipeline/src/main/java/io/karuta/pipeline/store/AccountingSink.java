package io.karuta.pipeline.store;

/**
 * Is offered every change of a peer while its swarm is locked, so that the accounting sees all
 * announces of a peer in their order and exactly once. Thread-safe; called on the thread that
 * changes the swarm, never with two changes of one swarm at a time. Must be quick, may neither wait
 * nor call the store, and allocates nothing.
 *
 * <p>A change is accounted in two steps, so that a kill between them leaves no doubt: {@link
 * #offer} writes it down, then the store stores it, then {@link #stored} lets it go on to the
 * books. What was written down and not stored is what {@link PeerStore#redo} is for.
 */
@FunctionalInterface
public interface AccountingSink {

  /** Takes everything and does nothing with it. */
  AccountingSink NONE = transition -> true;

  /**
   * Takes the change, or doesn't.
   *
   * <p>Before it returns, the sink has called {@link PeerTransition#owe} if and only if it returns
   * false: what it says there is kept with the peer and comes back as the next transition's debt.
   *
   * @param transition valid until {@link #stored} returns
   * @return whether the change is accounted for good; false asks the store to keep the debt, and
   *     the record of a peer that leaves
   */
  boolean offer(PeerTransition transition);

  /**
   * The store has made its last write of the change that was offered last with this transition.
   * Follows every offer that returned, once, under the same lock.
   *
   * @param transition as {@link #offer} left it
   */
  default void stored(PeerTransition transition) {}
}
