/** The hooks that come with the tracker. */
@NullMarked
package io.karuta.hooks;

import org.jspecify.annotations.NullMarked;
