/** Benchmarks and the load generator. */
@NullMarked
package io.karuta.bench;

import org.jspecify.annotations.NullMarked;
