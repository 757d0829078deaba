/**
 * Runs a test class against H2 and against a real MariaDB, and starts such a server for scripts.
 */
@NullMarked
package io.karuta.testkit.database;

import org.jspecify.annotations.NullMarked;
