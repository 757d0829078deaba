/** The routes of mika's first version, verbatim. */
@NullMarked
package io.karuta.admin.mika;

import org.jspecify.annotations.NullMarked;
