/**
 * Users, torrents and clients in compact in-memory indexes, and the sources they are loaded from.
 */
@NullMarked
package io.karuta.registry;

import org.jspecify.annotations.NullMarked;
