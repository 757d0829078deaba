/**
 * What a hook is: small classes that look at an exchange and decide, named and ordered by the
 * operator. Start at {@link io.karuta.pipeline.hook.PreHook}.
 */
@NullMarked
package io.karuta.pipeline.hook;

import org.jspecify.annotations.NullMarked;
