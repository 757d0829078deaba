package io.karuta.privtrak.handler.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karuta.pipeline.delta.DeltaBatch;
import io.karuta.pipeline.delta.DeltaHandler;
import io.karuta.pipeline.delta.DeltaHandlerException;
import io.karuta.testkit.database.MariaDbServer;
import io.karuta.testkit.database.TestDatabase;
import io.karuta.testkit.delta.TestBatch;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseOutageTest {

  @TempDir Path folder;

  @Test
  void goesOnWhereItWasWhenTheServerIsBack() throws IOException, DeltaHandlerException {
    UUID ring = UUID.randomUUID();
    DeltaBatch before = new TestBatch(ring, 0).add(1, 1, 10, 0).build();
    DeltaBatch during = new TestBatch(ring, 1).add(1, 1, 5, 0).build();
    int port = freePort();
    MariaDbServer server = MariaDbServer.start(port, folder);
    TestDatabase database = TestDatabase.on(server);
    try (DeltaHandler handler = new TestSqlHandler(database.dataSource()).open(Map.of())) {
      handler.handle(before);
      server.close();

      assertThatThrownBy(() -> handler.handle(during)).isInstanceOf(DeltaHandlerException.class);

      server = MariaDbServer.start(port, folder);
      handler.handle(before); // as if the reply of its commit had been lost
      handler.handle(during);
      assertThat(database.number("select uploaded from history")).isEqualTo(15);
    } finally {
      database.close();
      server.close();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
