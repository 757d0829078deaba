/** Tells systemd, or whoever speaks its protocol, how the tracker is. */
@NullMarked
package io.karuta.cmd.systemd;

import org.jspecify.annotations.NullMarked;
