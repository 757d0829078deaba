/** Accounting: what each user transferred, journaled and delivered in batches. */
@NullMarked
package io.karuta.privtrak;

import org.jspecify.annotations.NullMarked;
