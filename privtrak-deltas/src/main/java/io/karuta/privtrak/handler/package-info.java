/** The delta handlers that come with the tracker: {@code sql} and {@code log}. */
@NullMarked
package io.karuta.privtrak.handler;

import org.jspecify.annotations.NullMarked;
