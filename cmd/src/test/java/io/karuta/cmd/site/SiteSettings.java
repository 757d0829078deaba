package io.karuta.cmd.site;

import java.time.Duration;

/**
 * How large a site is and what is done to it. Immutable.
 *
 * @param seed of every random choice
 * @param torrents how many torrents the site has
 * @param users how many users the site has
 * @param clients how many clients announce, each a user's in a torrent
 * @param rate announces per second of all threads
 * @param threads how many threads announce
 * @param callers how many threads call the admin API
 * @param batch items of one bulk call, at most 10,000
 * @param calls how many calls each caller makes at least, however slow the machine is
 * @param phase how long it announces without calls, and how long with them
 */
record SiteSettings(
    long seed,
    int torrents,
    int users,
    int clients,
    int rate,
    int threads,
    int callers,
    int batch,
    int calls,
    Duration phase) {

  /** From system properties {@code karuta.site.*}; a seed that isn't given is a new one. */
  static SiteSettings ofProperties() {
    return new SiteSettings(
        Long.getLong("karuta.site.seed", System.nanoTime()),
        Integer.getInteger("karuta.site.torrents", 1000),
        Integer.getInteger("karuta.site.users", 500),
        Integer.getInteger("karuta.site.clients", 800),
        Integer.getInteger("karuta.site.rate", 500),
        Integer.getInteger("karuta.site.threads", 4),
        Integer.getInteger("karuta.site.callers", 2),
        Integer.getInteger("karuta.site.batch", 100),
        Integer.getInteger("karuta.site.calls", 20),
        Duration.ofSeconds(Integer.getInteger("karuta.site.seconds", 3)));
  }
}
