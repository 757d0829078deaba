package io.karuta.cmd.client;

import io.karuta.client.ListQuery;
import io.karuta.client.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** How much of a list is shown. */
final class ListOptions {

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "100",
      description = "how many to show; ${DEFAULT-VALUE} by default")
  private int limit = 100;

  @Option(
      names = "--after",
      paramLabel = "CURSOR",
      description = "go on after a list that ended before its end")
  private @Nullable String after; // null unless the option is there

  @Option(names = "--all", description = "show all of it")
  private boolean all;

  /** Made by picocli. */
  ListOptions() {}

  /** As many items as are asked for, page by page. */
  <T> Page<T> read(
      CommandSpec spec, Function<ListQuery, ListQuery> filter, Function<ListQuery, Page<T>> pages) {
    if (limit < 1) {
      throw ClientCommand.wrong(spec, "--limit: " + limit + " (expected: 1 or more)");
    }
    List<T> items = new ArrayList<>();
    String next = after;
    do {
      int left = all ? ListQuery.MAX_LIMIT : limit - items.size();
      ListQuery query = filter.apply(ListQuery.first(Math.min(left, ListQuery.MAX_LIMIT)));
      Page<T> page = pages.apply(next == null ? query : query.after(next));
      items.addAll(page.items());
      next = page.next();
    } while (next != null && (all || items.size() < limit));
    return new Page<>(items, next);
  }

  /** What tells that there is more. */
  static void tellRest(Page<?> page, Output out) {
    if (page.next() != null && !out.isJson()) {
      out.text("(there is more: --after " + page.next() + ", or --all)\n");
    }
  }
}
