/**
 * Reads .torrent files as a tracker needs them: strictly, and no more than info hashes and sizes.
 */
@NullMarked
package io.karuta.client.torrentfile;

import org.jspecify.annotations.NullMarked;
