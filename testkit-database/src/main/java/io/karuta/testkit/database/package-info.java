/** Starts real MariaDB servers for tests. */
@NullMarked
package io.karuta.testkit.database;

import org.jspecify.annotations.NullMarked;
