/** The users, torrents and peers that benchmarks and the load comparison announce with. */
@NullMarked
package io.karuta.bench.workload;

import org.jspecify.annotations.NullMarked;
