/**
 * What every swarm store is measured by: the contract suite, a naive store that is obviously right,
 * and the means to announce to a store without a tracker around it.
 */
@NullMarked
package io.karuta.testkit.store;

import org.jspecify.annotations.NullMarked;
