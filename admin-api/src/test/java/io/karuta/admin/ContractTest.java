package io.karuta.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.model.SimpleResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That {@code openapi.yaml}, which every answer in these tests is checked with, does refuse. */
class ContractTest {

  @Test
  void allowsTheAnswersOfTheRoutes() {
    assertThat(hasErrors("/api/user", 200, "{\"message\":\"ok\"}")).isFalse();
    assertThat(
            hasErrors(
                "/api/counts",
                200,
                "[{\"torrent_id\":1,\"info_hash\":\"e940a7a57294e4c98f62514b32611e38181b6cae\","
                    + "\"seeders\":0,\"leechers\":0,\"snatches\":0}]"))
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/api/user | 200 | {'message':'fine'}",
        "/api/user | 200 | {}",
        "/api/user | 201 | {'message':'ok'}",
        "/api/user | 400 | {'message':'ok'}",
        "/api/counts | 200 | null",
        "/api/counts | 200 | {}",
        "/api/counts | 200 | [{'torrent_id':1}]",
      })
  void refusesOtherAnswers(String path, int status, String body) {
    assertThat(hasErrors(path, status, body.replace('\'', '"'))).isTrue();
  }

  private static boolean hasErrors(String path, int status, String body) {
    String method = path.equals("/api/counts") ? "GET" : "POST";
    SimpleResponse answer =
        SimpleResponse.Builder.status(status)
            .withContentType("application/json")
            .withBody(body)
            .build();
    return OpenApi.report(method, path, answer).hasErrors();
  }
}
