/**
 * The seam to the swarm store: one atomic call per announce, and the accounting sink that sees each
 * change while the swarm is locked.
 */
@NullMarked
package io.karuta.pipeline.store;

import org.jspecify.annotations.NullMarked;
