package io.karuta.admin.v1;

import com.fasterxml.jackson.core.JsonGenerator;
import io.karuta.admin.auth.Scope;
import io.karuta.admin.json.JsonFields;
import io.karuta.admin.web.Call;
import io.karuta.admin.web.RefusedException;
import io.karuta.pipeline.bittorrent.InfoHash;
import io.karuta.pipeline.registry.Change;
import io.karuta.pipeline.registry.Edit;
import io.karuta.pipeline.registry.Registry;
import io.karuta.pipeline.registry.Torrent;
import io.karuta.pipeline.registry.Torrent.Status;
import io.karuta.pipeline.store.PeerStore;
import io.karuta.pipeline.store.SwarmCounts;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The torrents, named by their info hashes and ordered by their numbers. */
record Torrents(Registry registry, PeerStore store) implements Kind<InfoHash, Torrent> {

  private static final int HEX_LENGTH = 2 * InfoHash.LENGTH_BYTES;
  private static final String HEX = HEX_LENGTH + " hexadecimal digits";
  private static final InfoHash NOTHING = new InfoHash(0, 0, 0);

  @Override
  public String plural() {
    return "torrents";
  }

  @Override
  public String singular() {
    return "torrent";
  }

  @Override
  public String path() {
    return "{info_hash}";
  }

  @Override
  public Scope scope() {
    return Scope.TORRENTS;
  }

  @Override
  public String[] filters() {
    return new String[] {"status", "name_prefix"};
  }

  @Override
  public Predicate<Torrent> filter(Call call) throws RefusedException {
    Optional<String> text = call.query("status");
    String prefix = call.query("name_prefix").orElse("");
    Optional<Status> status = text.isEmpty() ? Optional.empty() : Optional.of(statusOf(text.get()));
    return torrent ->
        (status.isEmpty() || torrent.status() == status.get()) && torrent.name().startsWith(prefix);
  }

  private static Status statusOf(String text) throws RefusedException {
    for (Status status : Status.values()) {
      if (JsonFields.kebab(status).equals(text)) {
        return status;
      }
    }
    throw RefusedException.invalid("status", "active, disabled or awaiting-approval");
  }

  @Override
  public boolean isNumbered() {
    return true;
  }

  @Override
  public InfoHash keyOf(Call call) throws RefusedException {
    return call.infoHash("info_hash");
  }

  @Override
  public InfoHash keyOf(JsonFields fields) {
    String hex = fields.text("info_hash", HEX, Torrents::isInfoHash);
    return isInfoHash(hex) ? InfoHash.ofHex(hex) : NOTHING;
  }

  @Override
  public void checkKey(JsonFields fields, InfoHash key) {
    if (fields.has("info_hash") && !keyOf(fields).equals(key)) {
      fields.problem("info_hash", "that of the path", "another one");
    }
  }

  @Override
  public InfoHash keyOfEntry(Torrent torrent) {
    return torrent.infoHash();
  }

  @Override
  public @Nullable Torrent find(InfoHash key) {
    return registry.torrents().byInfoHash(key.toBytes(), 0);
  }

  @Override
  public void forEach(Consumer<? super Torrent> visitor) {
    registry.torrents().forEach(visitor);
  }

  @Override
  public Position position(Torrent torrent) {
    return Position.of(torrent.number());
  }

  @Override
  public Draft<Torrent> read(JsonFields fields, InfoHash key, boolean whole) {
    Long number = whole || fields.has("torrent_id") ? fields.number("torrent_id") : null;
    String name = whole || fields.has("name") ? fields.name("name", 1) : null;
    Status status = fields.has("status") ? fields.choice("status", Status.class) : null;
    String reason = fields.has("reason") ? fields.name("reason", 0) : null;
    Factors factors = Factors.read(fields);
    return current -> {
      Torrent base = current == null || whole ? Torrent.of(key, 1, "") : current;
      return Torrent.of(
          key,
          number == null ? base.number() : number,
          name == null ? base.name() : name,
          status == null ? base.status() : status,
          reason == null ? base.reason() : reason,
          factors.uploadOr(base.uploadPercent()),
          factors.downloadOr(base.downloadPercent()),
          0);
    };
  }

  @Override
  public Change change(InfoHash key, Edit<Torrent> edit) {
    return new Change.OfTorrent(key, edit);
  }

  @Override
  public void writeKey(JsonGenerator json, InfoHash key) throws IOException {
    json.writeStringField("info_hash", key.toString());
  }

  @Override
  public void write(JsonGenerator json, Torrent torrent, Call call) throws IOException {
    SwarmCounts counts = new SwarmCounts();
    store.scrape(torrent.infoHash().toBytes(), 0, counts);
    json.writeNumberField("torrent_id", torrent.number());
    writeKey(json, torrent.infoHash());
    json.writeStringField("name", torrent.name());
    json.writeStringField("status", JsonFields.kebab(torrent.status()));
    json.writeStringField("reason", torrent.reason());
    json.writeNumberField("upload_percent", torrent.uploadPercent());
    json.writeNumberField("download_percent", torrent.downloadPercent());
    json.writeNumberField("snatches", torrent.snatches());
    json.writeNumberField("seeders", counts.seeders());
    json.writeNumberField("leechers", counts.leechers());
  }

  @Override
  public String line(Torrent torrent) {
    return String.join(
        "\t",
        Long.toString(torrent.number()),
        torrent.infoHash().toString(),
        torrent.name(),
        JsonFields.kebab(torrent.status()),
        torrent.reason(),
        Integer.toString(torrent.uploadPercent()),
        Integer.toString(torrent.downloadPercent()));
  }

  @Override
  public String word(InfoHash key) {
    return key.toString();
  }

  private static boolean isInfoHash(String text) {
    return text.length() == HEX_LENGTH && text.chars().allMatch(HexFormat::isHexDigit);
  }
}
