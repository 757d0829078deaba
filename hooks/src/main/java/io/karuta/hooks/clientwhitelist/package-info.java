/** The hook {@code client-whitelist}: lets only the clients announce that the site has tested. */
@NullMarked
package io.karuta.hooks.clientwhitelist;

import org.jspecify.annotations.NullMarked;
