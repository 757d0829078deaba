/** The connection pool and the schema migrations that modules with SQL share. */
@NullMarked
package io.karuta.database;

import org.jspecify.annotations.NullMarked;
