/**
 * The admin API for Java programs: {@link io.karuta.client.KarutaClient} is where to begin. Knows
 * nothing of the tracker's own modules; all that it needs is the API's address, a credential and,
 * where the tracker made its certificate itself, that certificate.
 */
@NullMarked
package io.karuta.client;

import org.jspecify.annotations.NullMarked;
