package io.karuta.frontend.http;

import io.karuta.pipeline.config.Options;
import java.util.List;

/**
 * Settings of the HTTP frontend. Immutable.
 *
 * @param listeners where it listens; at least one
 * @param announceRoutes paths of announces, see {@link Route}
 * @param scrapeRoutes paths of scrapes, none of them an announce route too
 * @param keepAlive whether connections stay open for more requests
 * @param ioThreads threads that serve requests, 1 or more
 * @param limits sizes and times that a client may take
 * @param addresses what counts as a client's address
 * @param portBlocklist ports that no client may announce, such as those of well-known services
 * @param dictionaryPeers whether {@code compact=0} is heeded
 * @param maxScrapeInfohashes how many info hashes of one scrape are answered
 */
public record HttpConfig(
    List<ListenerConfig> listeners,
    List<String> announceRoutes,
    List<String> scrapeRoutes,
    boolean keepAlive,
    int ioThreads,
    HttpLimits limits,
    AddressConfig addresses,
    List<Integer> portBlocklist,
    boolean dictionaryPeers,
    int maxScrapeInfohashes) {

  private static final int MAX_IO_THREADS = 1024;

  /** No chain of hooks takes longer than a scrape of this many. */
  private static final int MAX_SCRAPE_INFOHASHES = 500;

  private static final List<String> ANNOUNCE_ROUTES =
      List.of("/announce/{passkey}", "/{passkey}/announce", "/announce");
  private static final List<String> SCRAPE_ROUTES =
      List.of("/scrape/{passkey}", "/{passkey}/scrape", "/scrape");

  /** Copies the lists. */
  public HttpConfig {
    listeners = List.copyOf(listeners);
    announceRoutes = List.copyOf(announceRoutes);
    scrapeRoutes = List.copyOf(scrapeRoutes);
    portBlocklist = List.copyOf(portBlocklist);
  }

  /** Reads the settings from {@code options}. */
  public static HttpConfig read(Options options) {
    int ioThreads = options.integer("io-threads", 0, 0, MAX_IO_THREADS);
    AddressConfig addresses = AddressConfig.read(options);
    List<String> announceRoutes = routes(options, "announce-routes", ANNOUNCE_ROUTES);
    List<String> scrapeRoutes = routes(options, "scrape-routes", SCRAPE_ROUTES);
    for (String route : scrapeRoutes) {
      if (announceRoutes.contains(route)) {
        options.problem("scrape-routes", "no route that announces have", route);
      }
    }
    return new HttpConfig(
        ListenerConfig.readAll(options, addresses),
        announceRoutes,
        scrapeRoutes,
        options.bool("keep-alive", true),
        ioThreads == 0 ? Runtime.getRuntime().availableProcessors() : ioThreads,
        HttpLimits.read(options),
        addresses,
        options.integers("port-blocklist", List.of(), 1, 65_535),
        options.bool("dictionary-peers", false),
        options.integer("max-scrape-infohashes", 50, 1, MAX_SCRAPE_INFOHASHES));
  }

  /**
   * This as far as it can take the place of {@code open} without opening anything anew: sockets,
   * threads and limits are those of {@code open}, and so are its certificates unless {@link
   * #hasSocketsOf} holds.
   */
  HttpConfig over(HttpConfig open) {
    return new HttpConfig(
        hasSocketsOf(open) ? listeners : open.listeners,
        announceRoutes,
        scrapeRoutes,
        keepAlive,
        open.ioThreads,
        open.limits,
        addresses,
        portBlocklist,
        dictionaryPeers,
        maxScrapeInfohashes);
  }

  /** Whether the listeners are the same but for the certificates of those with TLS. */
  public boolean hasSocketsOf(HttpConfig other) {
    if (listeners.size() != other.listeners.size()) {
      return false;
    }
    for (int i = 0; i < listeners.size(); i++) {
      if (!listeners.get(i).hasSocketOf(other.listeners.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static List<String> routes(Options options, String key, List<String> fallback) {
    List<String> routes = options.strings(key, fallback);
    for (String route : routes) {
      if (Route.parse(route).isEmpty()) {
        options.problem(
            key, "a path that begins with / and holds {passkey} at most once, as a part", route);
      }
    }
    if (routes.isEmpty()) {
      options.problem(key, "at least one route", "an empty list");
    }
    return routes;
  }
}
