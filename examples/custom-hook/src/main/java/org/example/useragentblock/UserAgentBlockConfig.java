package org.example.useragentblock;

import io.karuta.pipeline.bittorrent.FailureReason;
import io.karuta.pipeline.config.Options;
import java.util.List;

/**
 * Settings of the hook. Immutable.
 *
 * @param prefixes how blocked User-Agent headers begin, in any letter case; at least one, none
 *     empty
 * @param message what a blocked client shows its user, 1 to 64 characters
 */
record UserAgentBlockConfig(List<String> prefixes, String message) {

  private static final String DEFAULT_MESSAGE = "this client is not allowed here";

  static UserAgentBlockConfig read(Options options) {
    List<String> prefixes = options.strings("prefixes", List.of());
    if (prefixes.isEmpty() || prefixes.contains("")) {
      // An empty prefix would block every client.
      options.problem("prefixes", "one or more texts, none of them empty", prefixes.toString());
    }
    String message = options.string("message", DEFAULT_MESSAGE);
    if (message.isEmpty() || message.length() > FailureReason.MAX_TEXT_LENGTH) {
      options.problem("message", "1 to 64 characters", message.length() + " characters");
      message = DEFAULT_MESSAGE;
    }
    return new UserAgentBlockConfig(prefixes, message);
  }
}
