package io.karuta.admin.mika;

import io.karuta.admin.auth.Scope;
import io.karuta.admin.tracker.Effects;
import io.karuta.admin.tracker.HitAndRunRule;
import io.karuta.admin.web.Router;
import io.karuta.pipeline.registry.Registry;
import io.karuta.pipeline.store.PeerStore;
import java.util.function.LongSupplier;

/** Everything under {@code /api}. */
public final class MikaRoutes {

  private MikaRoutes() {}

  /** Adds the routes of torrents, users and clients. */
  public static void addEntries(
      Router router, Registry registry, PeerStore store, Effects effects, HitAndRunRule hitAndRun) {
    MikaTorrents torrents = new MikaTorrents(registry, store, effects);
    router.add("GET", "/api/torrent/{info_hash}", Scope.READ, torrents::show);
    router.add("GET", "/api/torrent/{info_hash}/peers", Scope.READ, torrents::peers);
    router.add("POST", "/api/torrent", Scope.TORRENTS, torrents::post);
    router.add("DELETE", "/api/torrent/{info_hash}", Scope.TORRENTS, torrents::delete);
    router.add("GET", "/api/counts", Scope.READ, torrents::counts);
    MikaUsers users = new MikaUsers(registry, store, effects, hitAndRun);
    router.add("POST", "/api/user", Scope.USERS, users::add);
    router.add("GET", "/api/user/{user_id}", Scope.READ, users::show);
    router.add("POST", "/api/user/{user_id}", Scope.USERS, users::update);
    router.add("DELETE", "/api/user/{user_id}", Scope.USERS, users::delete);
    router.add("GET", "/api/user/{user_id}/torrents", Scope.READ, users::torrents);
    MikaWhitelist whitelist = new MikaWhitelist(effects);
    router.add("POST", "/api/whitelist", Scope.CLIENTS, whitelist::add);
    router.add("DELETE", "/api/whitelist/{prefix}", Scope.CLIENTS, whitelist::delete);
  }

  /** Adds the routes of the process. */
  public static void addProcess(Router router, String version, LongSupplier uptimeSeconds) {
    MikaProcess process = new MikaProcess(version, uptimeSeconds);
    router.add("GET", "/api/version", Scope.READ, process::version);
    router.add("GET", "/api/uptime", Scope.READ, process::uptime);
  }
}
