/**
 * Reads the configuration: one HOCON file, every problem told at once with its file and line.
 * Begins at {@link io.karuta.conf.ConfigFile}. The types of the HOCON library never leave this
 * package.
 */
@NullMarked
package io.karuta.conf;

import org.jspecify.annotations.NullMarked;
