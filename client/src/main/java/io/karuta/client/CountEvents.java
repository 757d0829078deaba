package io.karuta.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Server-sent events with counts. One thread reads; any thread may close, which ends a wait.
 *
 * <p>An event is done at its empty line; {@code data} may be several lines; what begins with a
 * colon is a heartbeat. The tracker sends one every 15 seconds, so a connection that is silent for
 * longer than three of them is given up and made anew.
 */
final class CountEvents implements Iterator<CountsUpdate>, AutoCloseable {

  private final Rest rest;
  private final Interruptions interruptions;
  private final Object lock = new Object();
  private @Nullable InputStream connection; // guarded by lock; null before the first and at the end
  private boolean closed; // guarded by lock
  private @Nullable BufferedReader reader; // null where a connection has to be made
  private @Nullable SilenceGuard guard; // null together with the reader
  private @Nullable CountsUpdate next; // null until the next one has come
  private String last;
  private int failures;

  CountEvents(Rest rest, String last, Interruptions interruptions) {
    this.rest = rest;
    this.last = last;
    this.interruptions = interruptions;
  }

  @Override
  public boolean hasNext() {
    while (next == null && !isClosed()) {
      try {
        next = read(connected()).orElse(null);
        if (next == null) {
          failed(KarutaException.unreachable("the events ended", new IOException("end")));
        }
      } catch (IOException e) {
        failed(KarutaException.unreachable("the events broke off: " + why(e), e));
      } catch (KarutaException e) {
        if (!e.code().equals(KarutaException.UNREACHABLE)) {
          throw e;
        }
        failed(e);
      }
    }
    return next != null;
  }

  private String why(IOException e) {
    return guard != null && guard.wasSilent()
        ? "no sign of life for " + rest.maxSilence().toSeconds() + " s"
        : String.valueOf(e.getMessage());
  }

  @Override
  public CountsUpdate next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException();
    }
    CountsUpdate update = next;
    next = null;
    return update;
  }

  private BufferedReader connected() throws IOException {
    if (reader == null) {
      Map<String, String> headers =
          last.isEmpty()
              ? Map.of("Accept", "text/event-stream")
              : Map.of("Accept", "text/event-stream", "Last-Event-ID", last);
      InputStream opened =
          rest.open(new Call("GET", Counts.PATH + "/events", Optional.empty(), headers, true));
      synchronized (lock) {
        connection = opened;
        if (closed) {
          opened.close();
        }
      }
      reader = new BufferedReader(new InputStreamReader(opened, StandardCharsets.UTF_8));
      guard = SilenceGuard.over(opened, rest.maxSilence());
    }
    return reader;
  }

  /** A line, which is a sign of life whatever it says; null at the end. */
  private @Nullable String line(BufferedReader lines) throws IOException {
    String line = lines.readLine();
    if (line != null && guard != null) {
      guard.heard();
      failures = 0;
    }
    return line;
  }

  private Optional<CountsUpdate> read(BufferedReader lines) throws IOException {
    StringBuilder data = new StringBuilder();
    String event = "message";
    String id = last;
    for (String line = line(lines); line != null; line = line(lines)) {
      if (line.isEmpty()) {
        Optional<CountsUpdate> update = update(event, id, data.toString());
        if (update.isPresent()) {
          last = id;
          return update;
        }
        data.setLength(0);
        event = "message";
        continue;
      }
      int colon = line.indexOf(':');
      String field = colon < 0 ? line : line.substring(0, colon);
      String value = colon < 0 ? "" : line.substring(colon + 1);
      value = value.startsWith(" ") ? value.substring(1) : value;
      switch (field) {
        case "event" -> event = value;
        case "id" -> id = value;
        case "data" -> data.append(data.isEmpty() ? "" : "\n").append(value);
        default -> {} // a heartbeat, or what a newer tracker adds
      }
    }
    return Optional.empty();
  }

  private static Optional<CountsUpdate> update(String event, String id, String data) {
    try {
      return switch (event) {
        case "reset" -> Optional.of(new CountsUpdate(id, true, List.of(), List.of()));
        case "removed" ->
            Optional.of(
                new CountsUpdate(id, false, List.of(), list(data, CountsUpdate.Removed.class)));
        case "counts" ->
            Optional.of(new CountsUpdate(id, false, list(data, TorrentCounts.class), List.of()));
        default -> Optional.empty(); // what a newer tracker adds
      };
    } catch (IOException e) {
      throw KarutaException.unexpected(200, "an event that is none of the admin API's", e);
    }
  }

  private static <T> List<T> list(String json, Class<T> type) throws IOException {
    return Json.read(json.getBytes(StandardCharsets.UTF_8), Json.listOf(type));
  }

  private void failed(KarutaException failure) {
    disconnect();
    if (isClosed()) {
      return;
    }
    if (!interruptions.goOn(failure, ++failures)) {
      throw failure;
    }
    rest.pauseAfter(failures);
  }

  private void disconnect() {
    reader = null;
    if (guard != null) {
      guard.close();
      guard = null;
    }
    closeConnection();
  }

  private boolean isClosed() {
    synchronized (lock) {
      return closed;
    }
  }

  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
    }
    closeConnection();
  }

  private void closeConnection() {
    synchronized (lock) {
      if (connection != null) {
        try {
          connection.close();
        } catch (IOException _) {
          // It is not needed any more.
        }
      }
    }
  }
}
