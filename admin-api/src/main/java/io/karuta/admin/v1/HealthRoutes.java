package io.karuta.admin.v1;

import io.karuta.admin.web.Call;
import io.karuta.admin.web.Reply;
import io.karuta.pipeline.control.MetricsText;
import io.karuta.pipeline.control.TrackerHealth;
import java.util.List;

/** What supervisors and collectors ask. */
record HealthRoutes(TrackerHealth health, MetricsText metrics) {

  /** {@code GET /healthz}: the process answers. */
  Reply alive(Call call) {
    return Reply.json(
        200,
        json -> {
          json.writeStartObject();
          json.writeBooleanField("alive", true);
          json.writeEndObject();
        });
  }

  /** {@code GET /readyz}: 200 if every part can do its work, otherwise 503. */
  Reply ready(Call call) {
    List<TrackerHealth.Part> parts = health.parts();
    boolean ready = parts.stream().allMatch(TrackerHealth.Part::ready);
    return Reply.json(
        ready ? 200 : 503,
        json -> {
          json.writeStartObject();
          json.writeBooleanField("ready", ready);
          json.writeArrayFieldStart("parts");
          for (TrackerHealth.Part part : parts) {
            json.writeStartObject();
            json.writeStringField("name", part.name());
            json.writeBooleanField("ready", part.ready());
            json.writeStringField("detail", part.detail());
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  /** {@code GET /metrics}. */
  Reply metrics(Call call) {
    return Reply.of(200, metrics.contentType(), metrics::writeTo);
  }
}
