package io.karuta.pipeline.hook;

import io.karuta.pipeline.store.AccountingSink;

/**
 * A pre-hook of stage {@link HookStage#ACCOUNT}: besides installing its sink on each announce, it
 * gives the sink that learns of peers who leave without announcing.
 */
public interface AccountingHook extends PreHook {

  /** The sink for expiry and administration. */
  AccountingSink sink();
}
