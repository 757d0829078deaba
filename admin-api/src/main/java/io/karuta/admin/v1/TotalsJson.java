package io.karuta.admin.v1;

import com.fasterxml.jackson.core.JsonGenerator;
import io.karuta.admin.json.JsonFields;
import io.karuta.pipeline.registry.UserTotals;
import java.io.IOException;

/** The totals of a user as JSON. */
final class TotalsJson {

  private TotalsJson() {}

  static void write(JsonGenerator json, UserTotals totals) throws IOException {
    json.writeStartObject();
    json.writeNumberField("uploaded", totals.uploaded());
    json.writeNumberField("downloaded", totals.downloaded());
    json.writeNumberField("credited_uploaded", totals.creditedUploaded());
    json.writeNumberField("credited_downloaded", totals.creditedDownloaded());
    json.writeNumberField("seed_seconds", totals.seedSeconds());
    json.writeNumberField("leech_seconds", totals.leechSeconds());
    json.writeNumberField("snatches", totals.snatches());
    json.writeEndObject();
  }

  /** Reads totals; of those that are left out it takes the base's. */
  static UserTotals read(JsonFields fields, UserTotals base, long min) {
    return new UserTotals(
        one(fields, "uploaded", base.uploaded(), min),
        one(fields, "downloaded", base.downloaded(), min),
        one(fields, "credited_uploaded", base.creditedUploaded(), min),
        one(fields, "credited_downloaded", base.creditedDownloaded(), min),
        one(fields, "seed_seconds", base.seedSeconds(), min),
        one(fields, "leech_seconds", base.leechSeconds(), min),
        one(fields, "snatches", base.snatches(), min));
  }

  private static long one(JsonFields fields, String name, long base, long min) {
    return fields.has(name) ? fields.number(name, min, Long.MAX_VALUE) : base;
  }
}
