/**
 * The vocabulary of the BitTorrent tracker protocol: identifiers, requests, responses, refusals and
 * bencode. Nothing here knows of hooks, stores or sockets.
 */
@NullMarked
package io.karuta.pipeline.bittorrent;

import org.jspecify.annotations.NullMarked;
