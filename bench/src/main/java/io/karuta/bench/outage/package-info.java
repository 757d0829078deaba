/** What announcing clients notice of a database that is away, and what the accounting does. */
@NullMarked
package io.karuta.bench.outage;

import org.jspecify.annotations.NullMarked;
