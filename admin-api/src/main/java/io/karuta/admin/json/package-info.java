/** How request bodies are read. */
@NullMarked
package io.karuta.admin.json;

import org.jspecify.annotations.NullMarked;
