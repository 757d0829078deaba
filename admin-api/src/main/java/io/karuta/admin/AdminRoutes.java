package io.karuta.admin;

import io.karuta.pipeline.registry.Registry;
import io.karuta.pipeline.store.PeerStore;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** What is served under which path and method. Immutable and thread-safe. */
final class AdminRoutes {

  private final Map<String, Map<String, AdminRoute>> routesByPath = new LinkedHashMap<>();

  /** The routes that mika has too, by the same names. */
  AdminRoutes(Registry registry, PeerStore store) {
    Lock changes = new ReentrantLock();
    add("POST", "/api/torrent", new TorrentRoute(registry, changes));
    add("POST", "/api/user", new UserRoute(registry, changes));
    add("POST", "/api/whitelist", new WhitelistRoute(registry, changes));
    add("GET", "/api/counts", new CountsRoute(registry, store));
  }

  private void add(String method, String path, AdminRoute route) {
    routesByPath.computeIfAbsent(path, _ -> new TreeMap<>()).put(method, route);
  }

  /** The routes of a path by their methods; empty if there is nothing under it. */
  Map<String, AdminRoute> under(String path) {
    return routesByPath.getOrDefault(path, Map.of());
  }
}
