/** {@code karuta client}: commands to a running tracker through its admin API. */
@NullMarked
package io.karuta.cmd.client;

import org.jspecify.annotations.NullMarked;
