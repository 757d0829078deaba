/**
 * Compares the running tracker with a bare Undertow handler under the same load: what one announce
 * costs the server beyond HTTP. Linux only: it reads {@code /proc}.
 */
@NullMarked
package io.karuta.bench.load;

import org.jspecify.annotations.NullMarked;
