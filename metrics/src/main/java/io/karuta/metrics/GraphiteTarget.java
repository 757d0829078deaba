package io.karuta.metrics;

import io.karuta.pipeline.config.Options;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * A Graphite that is sent metrics in its plain text protocol. Immutable.
 *
 * @param host name or address
 * @param port of its plain text listener
 * @param prefix what all names begin with; may be empty
 * @param interval how often metrics are sent, whole seconds
 */
public record GraphiteTarget(String host, int port, String prefix, Duration interval) {

  private static final int PLAIN_TEXT_PORT = 2003;
  private static final Pattern PREFIX = Pattern.compile("([\\w-]+(\\.[\\w-]+)*)?");

  static GraphiteTarget read(Options options) {
    String prefix = options.string("prefix", "");
    if (!PREFIX.matcher(prefix).matches()) {
      options.problem("prefix", "letters, digits, _ and - in parts joined by dots", prefix);
    }
    return new GraphiteTarget(
        options.string("host", "localhost"),
        options.integer("port", PLAIN_TEXT_PORT, 1, 65_535),
        prefix,
        Interval.read(options));
  }
}
