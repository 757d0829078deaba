package io.karuta.privtrak.handler;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A disk that can be full half-way through a batch, or be gone after that. */
final class FaultyDisk implements JsonlDeltaHandler.Appender {

  boolean full;
  boolean gone;

  @Override
  public void append(FileChannel channel, long position, ByteBuffer lines) throws IOException {
    if (full || gone) {
      ByteBuffer half = lines.slice(0, lines.remaining() / 2);
      JsonlDeltaHandler.append(channel, position, half);
      if (gone) {
        channel.close(); // what was written can't even be taken back
      }
      throw new IOException("No space left on device");
    }
    JsonlDeltaHandler.append(channel, position, lines);
  }
}
