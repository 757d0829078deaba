package io.karuta.privtrak;

/** What a peer's first announce means if its counters are above 0 already. */
enum FirstSight {
  /** The tracker doesn't know what of it was accounted before: nothing is. */
  BASELINE,
  /** All of it is accounted. */
  CREDIT
}
