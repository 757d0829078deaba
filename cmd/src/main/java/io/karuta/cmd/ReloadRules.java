package io.karuta.cmd;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which settings a reload puts into effect, by path; all others take a restart, those that are new
 * and not thought of here included. The table is in docs/operating.md. Immutable.
 *
 * @param sameSockets whether announces are taken on the same sockets, so that new certificates fit
 */
record ReloadRules(boolean sameSockets) {

  /** Levels, lists and single keys. */
  private static final List<String> RELOADED =
      List.of(
          "admin.certificate",
          "admin.keystore",
          "admin.keystore-password",
          "admin.private-key",
          "admin.self-signed-folder",
          "announce",
          "http.allow-client-address",
          "http.allow-non-routable",
          "http.announce-routes",
          "http.dictionary-peers",
          "http.forwarded-header",
          "http.keep-alive",
          "http.max-scrape-infohashes",
          "http.port-blocklist",
          "http.scrape-routes",
          "http.trusted-proxies",
          "plugins",
          "post-hooks",
          "pre-hooks",
          "stop-timeout",
          "swarm.expiry-interval");

  private static final String LISTENERS = "http.listeners[";
  private static final String CERTIFICATE = "].tls.";

  /** Whether a reload puts the setting at a path, such as {@code deltas.file}, into effect. */
  boolean reloads(String path) {
    if (path.startsWith(LISTENERS)) {
      return sameSockets && path.contains(CERTIFICATE);
    }
    return RELOADED.stream().anyMatch(key -> isAtOrBelow(path, key));
  }

  private static boolean isAtOrBelow(String path, String key) {
    return path.startsWith(key)
        && (path.length() == key.length() || ".[".indexOf(path.charAt(key.length())) >= 0);
  }

  /**
   * The paths at which {@code file} has other values than the running parts, and can't give them.
   */
  List<String> needRestart(SortedMap<String, String> running, SortedMap<String, String> file) {
    TreeSet<String> paths = new TreeSet<>(running.keySet());
    paths.addAll(file.keySet());
    List<String> different = new ArrayList<>();
    for (String path : paths) {
      if (!reloads(path) && !valueOf(running, path).equals(valueOf(file, path))) {
        different.add(path);
      }
    }
    return different;
  }

  private static String valueOf(Map<String, String> values, String path) {
    return values.getOrDefault(path, "nothing at all");
  }

  /** The values that parts run with after a reload of {@code file}. */
  SortedMap<String, String> applied(
      SortedMap<String, String> running, SortedMap<String, String> file) {
    SortedMap<String, String> applied = new TreeMap<>(running);
    applied.keySet().removeIf(this::reloads);
    file.forEach((path, value) -> {
      if (reloads(path)) {
        applied.put(path, value);
      }
    });
    return applied;
  }
}
