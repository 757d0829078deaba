/**
 * The seam to the site's accounting: what one announce moved, batches of it, the handler that makes
 * a batch last, and analysers that look on.
 */
@NullMarked
package io.karuta.pipeline.delta;

import org.jspecify.annotations.NullMarked;
