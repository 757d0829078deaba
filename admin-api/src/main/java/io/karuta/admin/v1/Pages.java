package io.karuta.admin.v1;

import com.fasterxml.jackson.core.JsonGenerator;
import io.karuta.admin.web.Call;
import io.karuta.admin.web.RefusedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Predicate;

/** Pages of lists that stay in step while entries come and go. */
final class Pages {

  static final int MAX_LIMIT = 1000;
  private static final int DEFAULT_LIMIT = 100;

  private Pages() {}

  /** How many entries a page is to have. */
  static int limit(Call call) throws RefusedException {
    return (int) call.query("limit", DEFAULT_LIMIT, 1, MAX_LIMIT);
  }

  /** Behind what it is to begin. */
  static Position after(Call call) throws RefusedException {
    String cursor = call.query("after").orElse("");
    return cursor.isEmpty() ? Position.START : Position.ofCursor(cursor);
  }

  /** The first entries behind a position, one more than the limit if there are more. */
  static <K, E> List<E> of(Kind<K, E> kind, Predicate<E> filter, Position after, int limit) {
    Comparator<E> order = Comparator.comparing(kind::position);
    PriorityQueue<E> first = new PriorityQueue<>(limit + 2, order.reversed());
    kind.forEach(entry -> {
      if (kind.isLive(entry)
          && kind.position(entry).compareTo(after) > 0
          && (first.size() <= limit || order.compare(entry, first.element()) < 0)
          && filter.test(entry)) {
        first.add(entry);
        if (first.size() > limit + 1) {
          first.remove();
        }
      }
    });
    List<E> page = new ArrayList<>(first);
    page.sort(order);
    return page;
  }

  /** Writes the end of a page. */
  static void writeNext(JsonGenerator json, boolean more, Position last) throws IOException {
    if (more) {
      json.writeStringField("next", last.toCursor());
    } else {
      json.writeNullField("next");
    }
  }
}
