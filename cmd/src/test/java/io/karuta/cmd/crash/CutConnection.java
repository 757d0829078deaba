package io.karuta.cmd.crash;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One connection through a {@link CommitCutter}. What the client sends is read as packets: three
 * bytes of length, least first, one of sequence, and a command, of which {@code 03} is a statement.
 * Without TLS and without compression a commit can be seen in it.
 */
final class CutConnection {

  private static final int HEADER = 4;
  private static final int STATEMENT = 3;

  private final Socket client;
  private final Socket server;
  private final CommitCutter cutter;

  /** Set when the server has a commit whose answer must not pass. */
  private volatile CommitCutter.@Nullable Cut cut;

  CutConnection(Socket client, Socket server, CommitCutter cutter) {
    this.client = client;
    this.server = server;
    this.cutter = cutter;
  }

  /** Returns when one of both has hung up, or the connection was cut. */
  void run() throws IOException {
    client.setTcpNoDelay(true);
    server.setTcpNoDelay(true);
    Thread answers = Thread.ofPlatform().daemon().name("commit-cutter-down").start(this::answers);
    try {
      requests();
    } catch (EOFException e) {
      // The client has hung up.
    } finally {
      hangUp();
      join(answers);
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void requests() throws IOException {
    DataInputStream in = new DataInputStream(client.getInputStream());
    OutputStream out = server.getOutputStream();
    while (true) {
      byte[] header = in.readNBytes(HEADER);
      if (header.length < HEADER) {
        return;
      }
      int length = (header[0] & 0xff) | ((header[1] & 0xff) << 8) | ((header[2] & 0xff) << 16);
      byte[] packet = new byte[HEADER + length];
      System.arraycopy(header, 0, packet, 0, HEADER);
      in.readFully(packet, HEADER, length);
      CommitCutter.Cut now = isCommit(packet) ? cutter.take() : null;
      if (now != null && !now.heard()) {
        make(now);
        return;
      }
      cut = now;
      out.write(packet);
    }
  }

  private static boolean isCommit(byte[] packet) {
    return packet.length > HEADER
        && packet.length < 32
        && packet[HEADER] == STATEMENT
        && new String(packet, HEADER + 1, packet.length - HEADER - 1, StandardCharsets.US_ASCII)
            .strip()
            .equalsIgnoreCase("commit");
  }

  private void answers() {
    byte[] buffer = new byte[1 << 16];
    try {
      InputStream in = server.getInputStream();
      OutputStream out = client.getOutputStream();
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        if (cut != null) {
          break;
        }
        out.write(buffer, 0, n);
      }
    } catch (IOException e) {
      // One of both has hung up.
    } finally {
      CommitCutter.Cut now = cut;
      if (now != null) {
        make(now);
      }
      hangUp();
    }
  }

  private static void make(CommitCutter.Cut cut) {
    try {
      cut.then().run();
    } finally {
      cut.made().countDown();
    }
  }

  /** Closes both ends. */
  void hangUp() {
    try (client;
        server) {
      // closing is all
    } catch (IOException e) {
      // then it is closed already
    }
  }
}
