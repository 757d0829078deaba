package io.karuta.pipeline.hook;

/** What becomes of a request whose hook threw an exception: the operator's {@code on-error}. */
public enum ErrorPolicy {
  /** The client is told a fixed text. */
  REFUSE,
  /** The request goes on as if the hook had let it pass; not for hooks that provide attributes. */
  PROCEED
}
