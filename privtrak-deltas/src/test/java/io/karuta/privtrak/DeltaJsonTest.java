package io.karuta.privtrak;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonGenerator;
import io.karuta.pipeline.bittorrent.Endpoint;
import io.karuta.pipeline.bittorrent.InfoHash;
import io.karuta.pipeline.bittorrent.PeerId;
import io.karuta.pipeline.bittorrent.UserId;
import io.karuta.pipeline.delta.DeltaEvent;
import io.karuta.pipeline.delta.StatsDelta;
import io.karuta.testkit.delta.TestBatch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class DeltaJsonTest {

  private static final UUID RING = new UUID(0, 0x1234);

  private static String lines(List<StatsDelta> deltas) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = DeltaJson.lines(out)) {
      for (StatsDelta delta : deltas) {
        DeltaJson.writeLine(json, RING, delta);
      }
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void writesEveryField() throws IOException {
    StatsDelta delta =
        new StatsDelta(
            1,
            2,
            new UserId(0x0a, 3),
            3,
            new InfoHash(4, 5, 6),
            7,
            new PeerId(8, 9, 10),
            List.of(Endpoint.of("192.0.2.1", 6881), Endpoint.of("2001:db8::1", 6881)),
            "Client",
            "Client/\"1\"\né",
            DeltaEvent.COMPLETED,
            11,
            12,
            13,
            14,
            15,
            16,
            17,
            18,
            19,
            20,
            true,
            1,
            -1,
            21,
            22);

    assertThat(lines(List.of(delta)))
        .isEqualTo(
            "{\"ring\":\"00000000-0000-0000-0000-000000001234\",\"sequence\":1,\"at_second\":2,"
                + "\"user\":\"000000000000000a0000000000000003\",\"user_number\":3,"
                + "\"info_hash\":\"0000000000000004000000000000000500000006\","
                + "\"torrent_number\":7,"
                + "\"peer_id\":\"000000000000000800000000000000090000000a\","
                + "\"endpoints\":[\"192.0.2.1:6881\",\"[2001:db8:0:0:0:0:0:1]:6881\"],"
                + "\"client_name\":\"Client\",\"user_agent\":\"Client/\\\"1\\\"\\né\","
                + "\"event\":\"completed\",\"uploaded\":11,\"downloaded\":12,"
                + "\"credited_uploaded\":13,\"credited_downloaded\":14,\"corrupt\":15,\"left\":16,"
                + "\"reported_uploaded\":17,\"reported_downloaded\":18,\"seed_seconds\":19,"
                + "\"leech_seconds\":20,\"snatch\":true,\"seeders_change\":1,"
                + "\"leechers_change\":-1,\"seeders\":21,\"leechers\":22}\n");
  }

  @Test
  void writesOneLinePerDelta() throws IOException {
    List<StatsDelta> deltas =
        new TestBatch(RING, 0).add(1, 1, 1, 1).add(2, 2, 2, 2).build().deltas();

    assertThat(lines(deltas).lines()).hasSize(2).allMatch(line -> line.startsWith("{\"ring\""));
  }
}
