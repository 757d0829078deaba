package io.karuta.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.karuta.admin.AdminFixture.Answer;
import io.karuta.testkit.FakeRegistry;
import io.karuta.testkit.store.ModelPeerStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples of {@code openapi.yaml}, which people copy. */
class ContractExamplesTest {

  private static final JsonNode SCHEMAS = OpenApi.tree().at("/components/schemas");

  @TempDir private static Path folder;

  static Stream<String> schemasWithExamples() {
    return SCHEMAS.properties().stream()
        .filter(schema -> schema.getValue().has("example"))
        .map(Map.Entry::getKey);
  }

  @ParameterizedTest
  @MethodSource("schemasWithExamples")
  void everyExampleIsWhatItsSchemaAllows(String schema) {
    JsonNode example = SCHEMAS.get(schema).get("example");

    assertThat(OpenApi.report(schema, example).getMessages()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("schemasWithExamples")
  void anExampleWithAFieldThatNobodyKnowsIsRefused(String schema) {
    JsonNode example = SCHEMAS.get(schema).get("example").deepCopy();
    JsonNode object = example.isArray() ? example.get(0) : example;
    ((ObjectNode) object).put("nobody_knows", 1);

    assertThat(OpenApi.report(schema, example).hasErrors()).isTrue();
  }

  @Test
  void thereIsNoExampleButThoseOfSchemas() {
    List<JsonNode> examples = new ArrayList<>(OpenApi.tree().findValues("example"));
    examples.addAll(OpenApi.tree().findValues("examples"));

    assertThat(examples).hasSize((int) schemasWithExamples().count());
  }

  /** Bodies whose schema is named; what a path names is there already, or not: both are answers. */
  @Test
  void theServerUnderstandsEveryExampleOfARequest() {
    List<String> misunderstood = new ArrayList<>();
    int sent = 0;
    try (AdminFixture admin =
        new AdminFixture(folder, new FakeRegistry(), ModelPeerStore.create())) {
      for (Map.Entry<String, JsonNode> path : OpenApi.tree().get("paths").properties()) {
        for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
          String reference =
              method.getValue().at("/requestBody/content/application~1json/schema/$ref").asText();
          if (!reference.isEmpty()) {
            String schema = reference.substring(reference.lastIndexOf('/') + 1);
            String verb = method.getKey().toUpperCase(Locale.ROOT);
            String body = SCHEMAS.get(schema).get("example").toString();
            String[] headers =
                path.getKey().endsWith("/totals")
                    ? new String[] {"If-Match", "\"needed\""}
                    : new String[0];
            Answer answer = admin.send(verb, named(path.getKey()), body, headers);
            sent++;
            if (answer.status() == 400) {
              misunderstood.add(verb + " " + path.getKey() + " " + answer.json());
            }
          }
        }
      }
    }
    assertThat(misunderstood).isEmpty();
    assertThat(sent).isGreaterThan(20);
  }

  private static String named(String path) {
    return path.replace("{info_hash}", "e940a7a57294e4c98f62514b32611e38181b6cae")
        .replace("{user_id}", "7")
        .replace("{torrent_id}", "123")
        .replace("{prefix}", "-DE");
  }
}
