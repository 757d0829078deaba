/** What every delta handler is measured by, and deltas for its tests. */
@NullMarked
package io.karuta.testkit.delta;

import org.jspecify.annotations.NullMarked;
