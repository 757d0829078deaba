package io.karuta.pipeline.delta;

import java.util.UUID;

/**
 * Makes batches of deltas last: in a database, a file, a queue. Called by one delivery thread, one
 * batch at a time, so it may wait.
 *
 * <p><b>All or nothing.</b> When {@link #handle} returns, the whole batch lasts. When it throws,
 * none of it may count: the same batch, with the same sequences, is given again until it is taken,
 * and later ones wait behind it.
 *
 * <p><b>In order.</b> The deltas of a peer come in the order of its announces. Batches come in the
 * order of their sequences; one that is in no batch belongs to no delta.
 *
 * <p><b>Again.</b> A batch may come again although it lasted, if the tracker died or the reply of a
 * commit was lost in between: with the same sequences within one run of the tracker. A handler that
 * keeps {@link DeltaBatch#lastSequence()} in the same transaction as the batch recognises that, and
 * says after a restart how far it got ({@link #deliveredThrough}): the first batch then begins with
 * the delta after it. So does one that lost batches which it had taken, such as a database that was
 * put back; it gets them again as far as the ring still has them.
 *
 * <p><b>Stop.</b> Every batch that was closed before the stop is given first, as far as the stop
 * timeout allows; then {@link #close()} is called on the same thread.
 */
public interface DeltaHandler extends AutoCloseable {

  /** What {@link #deliveredThrough} says if there is nothing to say. */
  long UNKNOWN = -1;

  /**
   * How far a ring's deltas last already. Asked before the first batch, again and again until it
   * answers.
   *
   * @return the sequence of the last delta that lasts; {@link #UNKNOWN} if none of the ring does,
   *     or if the handler doesn't keep account of it, which leaves it to the tracker
   * @throws DeltaHandlerException if it can't be found out now; it will be asked again after a
   *     while
   */
  default long deliveredThrough(UUID ring) throws DeltaHandlerException {
    return UNKNOWN;
  }

  /**
   * Makes a batch last.
   *
   * @throws DeltaHandlerException if it doesn't last; it will be given again after a while
   */
  void handle(DeltaBatch batch) throws DeltaHandlerException;

  /** Lets go of what the handler holds; no batch comes after it. */
  @Override
  void close();
}
