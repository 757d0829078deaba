package io.karuta.frontend.http;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The paths of one kind of request. Immutable and thread-safe. Fixed paths are tried first, so that
 * {@code /announce} is never the passkey of {@code /{passkey}}.
 */
final class Routes {

  private final Route[] routes;

  Routes(List<String> texts) {
    List<Route> parsed =
        texts.stream()
            .sorted(Comparator.comparing((String text) -> text.indexOf('{') >= 0))
            .map(Route::parse)
            .flatMap(Optional::stream)
            .toList();
    routes = parsed.toArray(Route[]::new);
  }

  /**
   * As {@link Route#match}, for the first route that fits.
   *
   * @param path as it was sent, percent-encoded
   * @param passkey room for 64 bytes
   */
  int match(String path, byte[] passkey) {
    int result = Route.NO_MATCH;
    for (int i = 0; i < routes.length && result == Route.NO_MATCH; i++) {
      result = routes[i].match(path, passkey);
    }
    return result;
  }
}
