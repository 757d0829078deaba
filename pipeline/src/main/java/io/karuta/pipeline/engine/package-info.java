/** Runs the chain of hooks: order, hand-off to virtual threads, faults, counters. */
@NullMarked
package io.karuta.pipeline.engine;

import org.jspecify.annotations.NullMarked;
