/**
 * The seam to what the site knows: users, torrents and clients. Reads come from memory and never
 * wait; writes go through to the source first.
 */
@NullMarked
package io.karuta.pipeline.registry;

import org.jspecify.annotations.NullMarked;
