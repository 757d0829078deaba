package io.karuta.client;

/** Hears of it when a stream of events breaks off, and decides whether it goes on. */
@FunctionalInterface
public interface Interruptions {

  /**
   * The connection broke, could not be made, or was silent for too long. Called on the thread that
   * reads the stream.
   *
   * @param why {@link KarutaException#UNREACHABLE} always
   * @param failures how often in a row, 1 or more; the pauses in between grow up to 10 seconds
   * @return whether to try again; otherwise the stream throws
   */
  boolean goOn(KarutaException why, int failures);
}
