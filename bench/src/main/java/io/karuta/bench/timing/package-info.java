/** Whether the time of an answer tells anything about a secret. */
@NullMarked
package io.karuta.bench.timing;

import org.jspecify.annotations.NullMarked;
