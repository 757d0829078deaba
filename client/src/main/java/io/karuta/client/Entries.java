package io.karuta.client;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What the API does alike for torrents, users, clients and tokens. Thread-safe. */
final class Entries<T> {

  private record InStep(boolean inStep) {}

  private final Rest rest;
  private final String path;
  private final Class<T> type;

  /**
   * Prepares the calls.
   *
   * @param path without a slash at its end
   */
  Entries(Rest rest, String path, Class<T> type) {
    this.rest = rest;
    this.path = path;
    this.type = type;
  }

  String at(Object... key) {
    StringBuilder whole = new StringBuilder(path);
    for (Object part : key) {
      whole.append('/').append(Call.encoded(part.toString()));
    }
    return whole.toString();
  }

  Page<T> page(ListQuery query) {
    return rest.send(Call.get(path + query.encoded())).as(Json.pageOf(type));
  }

  Stream<T> all(ListQuery query) {
    return Stream.iterate(
            Optional.of(page(query)),
            Optional::isPresent,
            page -> page.map(Page::next).map(next -> page(query.after(next))))
        .flatMap(Optional::stream)
        .flatMap(page -> page.items().stream());
  }

  Optional<Versioned<T>> read(String entry) {
    try {
      return Optional.of(rest.send(Call.get(entry)).versioned(Json.kind(type)));
    } catch (KarutaException e) {
      return absent(e, Optional.empty());
    }
  }

  T put(String entry, Map<String, Object> fields, Condition condition) {
    return rest.send(Call.put(entry, fields, condition)).as(Json.kind(type));
  }

  Optional<T> patch(String entry, Patch patch, Condition condition) {
    Call call = Call.keyed("PATCH", entry, patch.fields(), Call.newKey()).with(condition);
    try {
      return Optional.of(rest.send(call).as(Json.kind(type)));
    } catch (KarutaException e) {
      return absent(e, Optional.empty());
    }
  }

  boolean delete(String entry) {
    try {
      rest.send(Call.delete(entry));
      return true;
    } catch (KarutaException e) {
      return absent(e, false);
    }
  }

  private static <R> R absent(KarutaException e, R nothing) {
    if (e.status() == 404 && e.code().equals("not-found")) {
      return nothing;
    }
    throw e;
  }

  BulkResult bulk(List<Change<T>> changes, boolean atomic, String key) {
    Map<String, Object> body =
        Map.of("atomic", atomic, "items", changes.stream().map(Change::fields).toList());
    return rest.send(Call.keyed("POST", path + "/bulk", body, key)).as(Json.kind(BulkResult.class));
  }

  Digest digest(Range range) {
    return rest.send(Call.get(path + "/digest" + range.encoded())).as(Json.kind(Digest.class));
  }

  boolean inStep(Range range, String sha256) {
    Map<String, Object> body = new TreeMap<>(range.fields());
    body.put("sha256", sha256);
    return rest.send(reconcile(body, "?dry_run=true")).as(Json.kind(InStep.class)).inStep();
  }

  Reconciliation reconcile(Range range, List<Map<String, Object>> items, boolean dryRun) {
    Map<String, Object> body = new TreeMap<>(range.fields());
    body.put("items", items);
    return rest.send(reconcile(body, dryRun ? "?dry_run=true" : ""))
        .as(Json.kind(Reconciliation.class));
  }

  private Call reconcile(Map<String, Object> body, String query) {
    return Call.keyed("POST", path + "/reconcile" + query, body, Call.newKey());
  }
}
