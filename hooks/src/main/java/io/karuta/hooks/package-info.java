/**
 * The hooks that come with the tracker, each in a package of its own: a factory, a record of
 * settings, the hook.
 */
@NullMarked
package io.karuta.hooks;

import org.jspecify.annotations.NullMarked;
