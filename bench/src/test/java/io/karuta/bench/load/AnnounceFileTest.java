package io.karuta.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.bench.workload.Announcer;
import io.karuta.bench.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AnnounceFileTest {

  @TempDir Path folder;

  @Test
  void hasTwoLinesPerAnnounceThatEncloseTheUploadedBytes() throws IOException {
    Workload workload = Workload.of(Workload.SEED, 5, 5, 4);
    Path file = folder.resolve("announces.txt");

    AnnounceFile.write(file, workload);

    List<String> lines = Files.readAllLines(file);
    Announcer first = workload.announcers().getFirst();
    assertThat(lines).hasSize(8);
    assertThat(lines.get(0) + 42 + lines.get(1))
        .isEqualTo(
            "GET /announce/" + first.user().passkey() + "?" + first.query(42, Announcer.NUM_WANT));
  }
}
