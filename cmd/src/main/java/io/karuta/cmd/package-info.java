/** The command line: wires the modules together, starts and stops them. */
@NullMarked
package io.karuta.cmd;

import org.jspecify.annotations.NullMarked;
