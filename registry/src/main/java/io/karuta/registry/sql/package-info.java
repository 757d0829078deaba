/** The registry's entries in the tables of a SQL database: one text for MariaDB and for H2. */
@NullMarked
package io.karuta.registry.sql;

import org.jspecify.annotations.NullMarked;
