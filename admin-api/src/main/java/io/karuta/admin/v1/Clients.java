package io.karuta.admin.v1;

import com.fasterxml.jackson.core.JsonGenerator;
import io.karuta.admin.auth.Scope;
import io.karuta.admin.json.JsonFields;
import io.karuta.admin.web.Call;
import io.karuta.admin.web.RefusedException;
import io.karuta.pipeline.bittorrent.PeerId;
import io.karuta.pipeline.registry.Change;
import io.karuta.pipeline.registry.Client;
import io.karuta.pipeline.registry.Edit;
import io.karuta.pipeline.registry.Registry;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The client whitelist, named and ordered by prefix. */
record Clients(Registry registry) implements Kind<String, Client> {

  private static final String PREFIX =
      "1 to " + PeerId.LENGTH_BYTES + " characters of printable ASCII";

  @Override
  public String plural() {
    return "clients";
  }

  @Override
  public String singular() {
    return "client";
  }

  @Override
  public String path() {
    return "{prefix}";
  }

  @Override
  public Scope scope() {
    return Scope.CLIENTS;
  }

  @Override
  public String[] filters() {
    return new String[0];
  }

  @Override
  public Predicate<Client> filter(Call call) {
    return _ -> true;
  }

  @Override
  public boolean isNumbered() {
    return false;
  }

  @Override
  public String keyOf(Call call) throws RefusedException {
    String prefix = call.path("prefix");
    if (!isPrefix(prefix)) {
      throw RefusedException.notFound("prefix", PREFIX);
    }
    return prefix;
  }

  @Override
  public String keyOf(JsonFields fields) {
    String prefix = fields.text("prefix", PREFIX, Clients::isPrefix);
    return isPrefix(prefix) ? prefix : "?";
  }

  @Override
  public void checkKey(JsonFields fields, String key) {
    if (fields.has("prefix") && !keyOf(fields).equals(key)) {
      fields.problem("prefix", "that of the path", "another one");
    }
  }

  @Override
  public String keyOfEntry(Client client) {
    return client.prefix();
  }

  @Override
  public @Nullable Client find(String key) {
    return registry.clients().byPrefix(key);
  }

  @Override
  public void forEach(Consumer<? super Client> visitor) {
    registry.clients().forEach(visitor);
  }

  @Override
  public Position position(Client client) {
    return new Position(0, 0, client.prefix());
  }

  @Override
  public Draft<Client> read(JsonFields fields, String key, boolean whole) {
    String name = fields.has("name") ? fields.name("name", 0) : null;
    return current -> {
      String base = current == null || whole ? "" : current.name();
      return new Client(key, name == null ? base : name);
    };
  }

  @Override
  public Change change(String key, Edit<Client> edit) {
    return new Change.OfClient(key, edit);
  }

  @Override
  public void writeKey(JsonGenerator json, String key) throws IOException {
    json.writeStringField("prefix", key);
  }

  @Override
  public void write(JsonGenerator json, Client client, Call call) throws IOException {
    writeKey(json, client.prefix());
    json.writeStringField("name", client.name());
  }

  @Override
  public String line(Client client) {
    return client.prefix() + "\t" + client.name();
  }

  @Override
  public String word(String key) {
    return key;
  }

  static boolean isPrefix(String text) {
    return !text.isEmpty()
        && text.length() <= PeerId.LENGTH_BYTES
        && text.chars().allMatch(c -> c > 0x20 && c < 0x7f);
  }
}
