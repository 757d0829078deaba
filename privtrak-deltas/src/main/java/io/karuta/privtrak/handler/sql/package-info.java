/**
 * The delta handler {@code sql}: statements from the configuration or from a profile, executed for
 * the rows that each batch adds up to, in one transaction with the batch's last sequence.
 */
@NullMarked
package io.karuta.privtrak.handler.sql;

import org.jspecify.annotations.NullMarked;
