package io.karuta.admin.v1;

import io.karuta.admin.web.Call;
import io.karuta.admin.web.Reply;
import io.karuta.admin.web.Route;
import io.karuta.pipeline.registry.Registry;
import io.karuta.pipeline.store.PeerStore;
import io.karuta.pipeline.store.StoreTotals;
import java.util.function.LongSupplier;

/**
 * {@code GET /v1/stats}: the tracker in ten numbers.
 *
 * @param announces how many were answered since the start
 * @param uptimeSeconds since when that is
 */
record StatsRoute(
    Registry registry, PeerStore store, LongSupplier announces, LongSupplier uptimeSeconds)
    implements Route {

  @Override
  public Reply answer(Call call) {
    StoreTotals totals = store.totals();
    return Reply.json(
        200,
        json -> {
          json.writeStartObject();
          json.writeNumberField("users", registry.users().size());
          json.writeNumberField("torrents", registry.torrents().size());
          json.writeNumberField("clients", registry.clients().size());
          json.writeNumberField("tokens", registry.tokens().size());
          json.writeNumberField("swarms", totals.swarms());
          json.writeNumberField("seeders", totals.seeders());
          json.writeNumberField("leechers", totals.leechers());
          json.writeNumberField("dormant", totals.dormant());
          json.writeNumberField("announces", announces.getAsLong());
          json.writeNumberField("uptime", uptimeSeconds.getAsLong());
          json.writeEndObject();
        });
  }
}
