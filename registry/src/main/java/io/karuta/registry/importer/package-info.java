/** Takes over what another tracker's site knows, from its database. */
@NullMarked
package io.karuta.registry.importer;

import org.jspecify.annotations.NullMarked;
