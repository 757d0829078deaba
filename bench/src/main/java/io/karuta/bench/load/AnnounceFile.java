package io.karuta.bench.load;

import io.karuta.bench.workload.Announcer;
import io.karuta.bench.workload.Workload;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a workload's announces for {@code announces.lua}. */
final class AnnounceFile {

  private AnnounceFile() {}

  static void write(Path file, Workload workload) throws IOException {
    try (BufferedWriter writer = Files.newBufferedWriter(file, StandardCharsets.US_ASCII)) {
      for (Announcer announcer : workload.announcers()) {
        writer.write("GET " + path(announcer) + announcer.queryHead() + "\n");
        writer.write(announcer.queryTail(Announcer.NUM_WANT) + "\n");
      }
    }
  }

  /** Path of the announcer's URL, question mark included. */
  static String path(Announcer announcer) {
    return "/announce/" + announcer.user().passkey() + "?";
  }
}
