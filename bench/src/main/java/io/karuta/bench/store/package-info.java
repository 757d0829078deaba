/** Benchmarks of the swarm store, and the store on the heap that it is compared with. */
@NullMarked
package io.karuta.bench.store;

import org.jspecify.annotations.NullMarked;
