/** The clean routes under {@code /v1}. */
@NullMarked
package io.karuta.admin.v1;

import org.jspecify.annotations.NullMarked;
