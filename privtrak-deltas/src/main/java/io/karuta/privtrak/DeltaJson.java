package io.karuta.privtrak;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import io.karuta.pipeline.bittorrent.Endpoint;
import io.karuta.pipeline.bittorrent.UserId;
import io.karuta.pipeline.delta.StatsDelta;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;

/**
 * Deltas as JSON, one object per line. Thread-safe.
 *
 * <p>All fields are there in every line, in the order of {@link StatsDelta} after {@code ring} (the
 * usual text of a UUID), in snake_case: numbers as numbers, {@code user} as 32, {@code info_hash}
 * and {@code peer_id} as 40 hexadecimal digits in lower case, {@code endpoints} as a list of {@code
 * 192.0.2.1:6881} or {@code [2001:db8::1]:6881}, {@code event} in lower case.
 */
public final class DeltaJson {

  /** Lines bring their own line feed. */
  private static final JsonFactory JSON = new JsonFactoryBuilder().rootValueSeparator("").build();

  private DeltaJson() {}

  /**
   * A generator of lines in UTF-8.
   *
   * @param out left open when the generator is closed
   */
  public static JsonGenerator lines(OutputStream out) throws IOException {
    return JSON.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
  }

  /** Writes one delta as one line, line feed included. */
  public static void writeLine(JsonGenerator json, UUID ring, StatsDelta delta) throws IOException {
    json.writeStartObject();
    writeFields(json, ring, delta);
    json.writeEndObject();
    json.writeRaw('\n');
  }

  /** Writes the fields of one delta into the object that was begun. */
  public static void writeFields(JsonGenerator json, UUID ring, StatsDelta delta)
      throws IOException {
    json.writeStringField("ring", ring.toString());
    json.writeNumberField("sequence", delta.sequence());
    json.writeNumberField("at_second", delta.atSecond());
    json.writeStringField("user", hex(delta.user()));
    json.writeNumberField("user_number", delta.userNumber());
    json.writeStringField("info_hash", delta.infoHash().toString());
    json.writeNumberField("torrent_number", delta.torrentNumber());
    json.writeStringField("peer_id", delta.peerId().toString());
    json.writeArrayFieldStart("endpoints");
    for (Endpoint endpoint : delta.endpoints()) {
      json.writeString(endpoint.toString());
    }
    json.writeEndArray();
    json.writeStringField("client_name", delta.clientName());
    json.writeStringField("user_agent", delta.userAgent());
    json.writeStringField("event", delta.event().name().toLowerCase(Locale.ROOT));
    json.writeNumberField("uploaded", delta.uploaded());
    json.writeNumberField("downloaded", delta.downloaded());
    json.writeNumberField("credited_uploaded", delta.creditedUploaded());
    json.writeNumberField("credited_downloaded", delta.creditedDownloaded());
    json.writeNumberField("corrupt", delta.corrupt());
    json.writeNumberField("left", delta.left());
    json.writeNumberField("reported_uploaded", delta.reportedUploaded());
    json.writeNumberField("reported_downloaded", delta.reportedDownloaded());
    json.writeNumberField("seed_seconds", delta.seedSeconds());
    json.writeNumberField("leech_seconds", delta.leechSeconds());
    json.writeBooleanField("snatch", delta.snatch());
    json.writeNumberField("seeders_change", delta.seedersChange());
    json.writeNumberField("leechers_change", delta.leechersChange());
    json.writeNumberField("seeders", delta.seeders());
    json.writeNumberField("leechers", delta.leechers());
  }

  private static String hex(UserId user) {
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(user.high()) + hex.toHexDigits(user.low());
  }
}
