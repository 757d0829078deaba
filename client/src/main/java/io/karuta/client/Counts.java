package io.karuta.client;

import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Seeders, leechers and snatches of registered torrents. Thread-safe. */
public final class Counts {

  static final String PATH = "/v1/counts";

  private final Rest rest;

  Counts(Rest rest) {
    this.rest = rest;
  }

  /** Of every torrent. */
  public CountsUpdate all() {
    return rest.send(Call.get(PATH)).as(Json.kind(CountsUpdate.class));
  }

  /**
   * Of those that changed since then, or of all if the tracker can't tell any more.
   *
   * @param change of an earlier answer
   */
  public CountsUpdate since(String change) {
    return rest.send(Call.get(PATH + "?since=" + Call.encoded(change)))
        .as(Json.kind(CountsUpdate.class));
  }

  /**
   * Of those that change from then on, as they change. The stream waits for the next change and
   * ends when it is closed, which another thread may do. A connection that breaks, or on which the
   * tracker gives no sign of life for 50 seconds, is made anew, and nothing is missed; when that
   * fails as often as any call is tried, the stream throws.
   *
   * @param change of an earlier answer, or empty for all of them first
   */
  public Stream<CountsUpdate> events(String change) {
    return events(change, (_, failures) -> failures < rest.attempts());
  }

  /** The same, with another say on whether to go on when the connection broke. */
  public Stream<CountsUpdate> events(String change, Interruptions interruptions) {
    CountEvents events = new CountEvents(rest, change, interruptions);
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(events, Spliterator.ORDERED | Spliterator.NONNULL),
            false)
        .onClose(events::close);
  }
}
