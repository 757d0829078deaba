/** Counts what the parts of the tracker register, and shows or sends it to monitoring systems. */
@NullMarked
package io.karuta.metrics;

import org.jspecify.annotations.NullMarked;
