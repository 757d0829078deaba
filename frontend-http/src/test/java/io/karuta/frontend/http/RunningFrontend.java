package io.karuta.frontend.http;

import io.karuta.pipeline.engine.TrackerLogic;
import io.karuta.testkit.FakeMetrics;
import io.karuta.testkit.HttpReply;
import io.karuta.testkit.TrackerClient;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;

/** A real frontend on real sockets for the length of a test. */
final class RunningFrontend implements AutoCloseable {

  final FakeMetrics metrics = new FakeMetrics();
  final HttpFrontend frontend;

  private RunningFrontend(HttpConfig config, TrackerLogic logic) {
    frontend = new HttpFrontend(config, logic, metrics);
    frontend.start();
  }

  static RunningFrontend start(TrackerLogic logic) {
    return start(Map.of(), logic);
  }

  static RunningFrontend start(Map<String, ?> settings, TrackerLogic logic) {
    return new RunningFrontend(TestConfig.of(settings), logic);
  }

  InetSocketAddress address() {
    return frontend.addresses().getFirst();
  }

  TrackerClient connect() {
    return TrackerClient.connect(address());
  }

  /** How many announces were refused with the code. */
  long refusals(String code) {
    return metrics.value("announces", "outcome", "refused", "code", code);
  }

  /** One request on a connection of its own. */
  HttpReply get(String pathAndQuery, String... headerLines) {
    try (TrackerClient client = connect()) {
      return client.get(pathAndQuery, headerLines);
    }
  }

  @Override
  public void close() {
    boolean _ = frontend.stop(Duration.ofSeconds(5));
  }
}
