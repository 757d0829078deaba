/**
 * The hook {@code peer-selection}: enters the swarm by the one call to the store, and answers with
 * counts and a uniform choice of peers.
 */
@NullMarked
package io.karuta.hooks.peerselection;

import org.jspecify.annotations.NullMarked;
