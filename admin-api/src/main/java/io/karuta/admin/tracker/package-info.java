/** What several routes do to the running tracker. */
@NullMarked
package io.karuta.admin.tracker;

import org.jspecify.annotations.NullMarked;
