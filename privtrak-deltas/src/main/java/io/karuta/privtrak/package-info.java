/**
 * Accounting: the rule that turns counters into deltas, the ring that takes them under the swarm's
 * lock, and the thread that delivers them in batches.
 */
@NullMarked
package io.karuta.privtrak;

import org.jspecify.annotations.NullMarked;
