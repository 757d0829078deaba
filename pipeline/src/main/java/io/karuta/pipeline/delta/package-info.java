/**
 * The seam to the site's accounting: what one announce moved, batches of it, and the handler that
 * makes a batch last.
 */
@NullMarked
package io.karuta.pipeline.delta;

import org.jspecify.annotations.NullMarked;
