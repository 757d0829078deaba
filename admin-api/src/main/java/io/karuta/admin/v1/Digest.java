package io.karuta.admin.v1;

import io.karuta.admin.web.Call;
import io.karuta.admin.web.RefusedException;
import io.karuta.admin.web.Reply;
import io.karuta.admin.web.Route;
import io.karuta.admin.web.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * {@code GET /v1/torrents/digest} and the like: the hash of the entries of a range, which a site
 * compares with that of its own. Thread-safe.
 *
 * @param kind of entries
 */
record Digest<K, E>(Kind<K, E> kind) implements Route {

  /**
   * A hash.
   *
   * @param count of entries
   * @param sha256 over their canonical lines in their order, each with a line feed behind it
   */
  record Sum(int count, String sha256) {}

  @Override
  public Reply answer(Call call) throws RefusedException {
    Range range =
        kind.isNumbered()
            ? new Range(
                call.query("from", 1, 1, Long.MAX_VALUE),
                call.query("to", Long.MAX_VALUE, 1, Long.MAX_VALUE))
            : Range.ALL;
    Sum sum = of(range);
    return Reply.json(
        200,
        json -> {
          json.writeStartObject();
          json.writeNumberField("count", sum.count());
          json.writeStringField("sha256", sum.sha256());
          json.writeEndObject();
        });
  }

  /** The hash of the entries of a range as they are now. */
  Sum of(Range range) {
    List<E> entries = new ArrayList<>();
    kind.forEach(entry -> {
      if (kind.isLive(entry) && range.holds(kind, entry)) {
        entries.add(entry);
      }
    });
    entries.sort(Comparator.comparing(kind::position));
    MessageDigest digest = Sha256.begin();
    for (E entry : entries) {
      digest.update(kind.line(entry).getBytes(StandardCharsets.UTF_8));
      digest.update((byte) '\n');
    }
    return new Sum(entries.size(), HexFormat.of().formatHex(digest.digest()));
  }
}
