/**
 * How a running tracker is steered and looked at from outside: what the admin API and signals ask
 * for, and what {@code cmd} provides.
 */
@NullMarked
package io.karuta.pipeline.control;

import org.jspecify.annotations.NullMarked;
