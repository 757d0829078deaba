/** Reads HOCON configuration and reports every problem with its file and line. */
@NullMarked
package io.karuta.conf;

import org.jspecify.annotations.NullMarked;
