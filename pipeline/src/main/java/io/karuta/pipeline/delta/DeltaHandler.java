package io.karuta.pipeline.delta;

/**
 * Makes batches of deltas last: in a database, a file, a queue. Called by one delivery thread, one
 * batch at a time, so it may wait.
 *
 * <p><b>All or nothing.</b> When {@link #handle} returns, the whole batch lasts. When it throws,
 * none of it may count: the same batch, with the same sequences, is given again until it is taken,
 * and later ones wait behind it.
 *
 * <p><b>In order.</b> The deltas of a peer come in the order of its announces. Batches come in the
 * order of their sequences, without gaps.
 *
 * <p><b>Again.</b> A batch may come again although it lasted, if the tracker died or the reply of a
 * commit was lost in between. A handler that keeps {@link DeltaBatch#lastSequence()} in the same
 * transaction as the batch recognises that.
 *
 * <p><b>Stop.</b> Every batch that was closed before the stop is given first, as far as the stop
 * timeout allows; then {@link #close()} is called on the same thread.
 */
public interface DeltaHandler extends AutoCloseable {

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
