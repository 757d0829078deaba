package io.karuta.pipeline.hook;

/**
 * What a hook does, and so where it may stand: the operator's list must keep this order, so that
 * nothing is stored or accounted for a refused announce.
 */
public enum HookStage {
  /** Identifies, decides, notes attributes; may refuse. */
  DECIDE,
  /** Installs the accounting sink; never refuses. At most one. */
  ACCOUNT,
  /** Makes the one store call; refuses only an early announce. Exactly one. */
  ENTER_SWARM,
  /** Edits the reply; never refuses. */
  EDIT_REPLY,
  /** Sees what became of the request after the reply; a post-hook, and no other hook is one. */
  OBSERVE
}
