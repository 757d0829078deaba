package io.karuta.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.admin.AdminFixture.Answer;
import io.karuta.testkit.FakeRegistry;
import io.karuta.testkit.store.ModelPeerStore;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

  @TempDir private static Path folder;

  private AdminFixture admin;

  @BeforeEach
  void start() {
    admin = new AdminFixture(folder, new FakeRegistry(), ModelPeerStore.create());
  }

  @AfterEach
  void stop() {
    admin.close();
  }

  @Test
  void changesOnlyWhatIsGivenAndGoesBackToTheFileForNull() {
    Answer before = admin.get("/v1/settings");

    Answer changed = admin.send("PATCH", "/v1/settings", "{'download_percent':0}");
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.json().get("download_percent").intValue()).isZero();
    assertThat(changed.json().get("interval")).isEqualTo(before.json().get("interval"));

    admin.send("PATCH", "/v1/settings", "{'download_percent':null}");
    assertThat(admin.get("/v1/settings").json()).isEqualTo(before.json());
  }

  @Test
  void namesTheFieldThatDoesNotFitTheOthers() {
    Answer answer = admin.send("PATCH", "/v1/settings", "{'interval':600,'min_interval':700}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.fields()).containsExactly("min_interval");
    assertThat(answer.json().get("message").textValue())
        .isEqualTo("these fields are wrong: min_interval");
  }
}
