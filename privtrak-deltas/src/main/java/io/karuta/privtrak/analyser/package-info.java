/** The built-in analysers. */
@NullMarked
package io.karuta.privtrak.analyser;

import org.jspecify.annotations.NullMarked;
