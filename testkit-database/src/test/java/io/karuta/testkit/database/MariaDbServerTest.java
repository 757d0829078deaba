package io.karuta.testkit.database;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MariaDbServerTest {

  @TempDir Path folder;

  private static Connection connect(String url, String user, String password) throws SQLException {
    return DriverManager.getConnection(url + "?sslMode=disable", user, password);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Test
  void keepsItsDataAndChecksPasswords() throws IOException, SQLException {
    int port = freePort();
    try (MariaDbServer server = MariaDbServer.start(port, folder)) {
      server.createSchema("kept");

      String url = server.url("kept");
      assertThatThrownBy(() -> connect(url, MariaDbServer.USER, "wrong"))
          .isInstanceOf(SQLException.class);
      assertThatThrownBy(() -> connect(url, "root", "")).isInstanceOf(SQLException.class);
    }

    try (MariaDbServer again = MariaDbServer.start(port, folder);
        Connection connection =
            connect(again.url("kept"), MariaDbServer.USER, MariaDbServer.PASSWORD)) {
      assertThat(connection.isValid(5)).isTrue();
    }
  }

  @Test
  void saysWhyItDoesNotStart() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();

      assertThatThrownBy(() -> MariaDbServer.start(port, folder).close())
          .isInstanceOf(IOException.class)
          .hasMessageContaining("port " + port)
          .hasMessageContaining("Address already in use");
    }
  }

  @Test
  void runsForAScriptUntilItsInputEnds() throws IOException, InterruptedException, SQLException {
    Process script =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                MariaDbServerMain.class.getName(),
                String.valueOf(freePort()),
                folder.toString(),
                "books")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();

    try (BufferedReader output = script.inputReader(UTF_8)) {
      String[] ready = output.readLine().split(" ", -1);
      assertThat(ready[0]).isEqualTo("ready");
      connect(ready[1], ready[2], ready[3]).close();

      script.getOutputStream().close();

      assertThat(script.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(script.exitValue()).isZero();
      assertThatThrownBy(() -> connect(ready[1], ready[2], ready[3]))
          .isInstanceOf(SQLException.class);
    } finally {
      script.destroy();
    }
  }
}
