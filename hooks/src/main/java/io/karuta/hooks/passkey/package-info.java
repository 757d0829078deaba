/** The hook {@code passkey}: finds out by a secret in the announce URL which user announces. */
@NullMarked
package io.karuta.hooks.passkey;

import org.jspecify.annotations.NullMarked;
