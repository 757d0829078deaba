/** A whole site that is pushed, changed and reconciled through the admin API under load. */
package io.karuta.cmd.site;
