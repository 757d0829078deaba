/** Proof that the accounting is exact: tracker, database and connections are killed under load. */
@NullMarked
package io.karuta.cmd.crash;

import org.jspecify.annotations.NullMarked;
