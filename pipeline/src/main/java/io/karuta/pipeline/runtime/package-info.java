/** What every part is handed instead of reaching for statics: the clock and the metrics. */
@NullMarked
package io.karuta.pipeline.runtime;

import org.jspecify.annotations.NullMarked;
