package io.karuta.pipeline.registry;

/** A request key was used before for something else; nothing was done. */
public final class KeyReusedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** Names the key. */
  public KeyReusedException(String key) {
    super("request key: '" + key + "' was used for another request (expected: a new one)");
  }
}
