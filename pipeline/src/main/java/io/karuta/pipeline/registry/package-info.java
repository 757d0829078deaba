/**
 * The seam to what the site knows: users, torrents, clients and tokens. Reads come from memory and
 * never wait; writes go through to the source first.
 */
@NullMarked
package io.karuta.pipeline.registry;

import org.jspecify.annotations.NullMarked;
