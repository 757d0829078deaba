/** The swarm store: all peers of all swarms off-heap in one Chronicle Map. */
@NullMarked
package io.karuta.storage.optmem;

import org.jspecify.annotations.NullMarked;
