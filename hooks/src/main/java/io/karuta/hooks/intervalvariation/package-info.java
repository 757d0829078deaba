/** The hook {@code interval-variation}: keeps clients from announcing in step. */
@NullMarked
package io.karuta.hooks.intervalvariation;

import org.jspecify.annotations.NullMarked;
