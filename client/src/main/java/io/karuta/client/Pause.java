package io.karuta.client;

import java.time.Duration;

/** How time passes between two attempts. */
@FunctionalInterface
interface Pause {

  void pause(Duration time) throws InterruptedException;
}
