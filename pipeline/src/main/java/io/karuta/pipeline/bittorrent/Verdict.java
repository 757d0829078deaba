package io.karuta.pipeline.bittorrent;

/**
 * What a hook decides about a request: go on, or refuse it with a {@link FailureReason}. A refusal
 * is a value, never an exception.
 */
public sealed interface Verdict permits Verdict.Proceed, FailureReason {

  /** The request goes on to the next hook. */
  Verdict PROCEED = new Proceed();

  /** The one verdict that lets a request pass; use {@link #PROCEED}. */
  final class Proceed implements Verdict {
    private Proceed() {}

    @Override
    public String toString() {
      return "proceed";
    }
  }
}
