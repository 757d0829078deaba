/** The REST interface through which a site and its operators steer the tracker. */
@NullMarked
package io.karuta.admin;

import org.jspecify.annotations.NullMarked;
