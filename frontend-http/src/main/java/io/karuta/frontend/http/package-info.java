/** Answers announces and scrapes over HTTP. */
@NullMarked
package io.karuta.frontend.http;

import org.jspecify.annotations.NullMarked;
