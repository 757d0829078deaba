/**
 * Contract suites, fakes and a wire client that tests of this tracker and of its extensions share.
 */
@NullMarked
package io.karuta.testkit;

import org.jspecify.annotations.NullMarked;
