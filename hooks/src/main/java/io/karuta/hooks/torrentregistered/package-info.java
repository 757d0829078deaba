/** The hook {@code torrent-registered}: tracks only the torrents that the site knows. */
@NullMarked
package io.karuta.hooks.torrentregistered;

import org.jspecify.annotations.NullMarked;
