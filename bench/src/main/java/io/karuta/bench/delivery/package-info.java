/** Compares ways of writing batches of deltas to a database. */
@NullMarked
package io.karuta.bench.delivery;

import org.jspecify.annotations.NullMarked;
