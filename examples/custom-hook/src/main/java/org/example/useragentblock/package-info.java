/** Refuses clients by the beginning of their User-Agent header: a hook from outside the tracker. */
@NullMarked
package org.example.useragentblock;

import org.jspecify.annotations.NullMarked;
