package io.karuta.admin.mika;

import io.karuta.admin.web.Call;
import io.karuta.admin.web.RefusedException;
import io.karuta.admin.web.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.LongSupplier;

/** {@code /api/version} and {@code /api/uptime}. */
record MikaProcess(String version, LongSupplier uptimeSeconds) {

  private static final Path SYSTEM_UPTIME = Path.of("/proc/uptime");

  Reply version(Call call) {
    return Reply.json(
        200,
        json -> {
          json.writeStartObject();
          json.writeStringField("name", "karuta");
          json.writeStringField("version", version);
          json.writeEndObject();
        });
  }

  Reply uptime(Call call) throws RefusedException {
    long system = systemSeconds();
    return Reply.json(
        200,
        json -> {
          json.writeStartObject();
          json.writeNumberField("process", uptimeSeconds.getAsLong());
          json.writeNumberField("system", system);
          json.writeEndObject();
        });
  }

  private static long systemSeconds() throws RefusedException {
    try {
      String text = Files.readString(SYSTEM_UPTIME);
      return Long.parseLong(text.substring(0, text.indexOf('.')));
    } catch (IOException e) {
      throw new RefusedException(500, "internal", "the machine doesn't tell its uptime", Map.of());
    }
  }
}
