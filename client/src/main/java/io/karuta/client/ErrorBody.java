package io.karuta.client;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the API says when it refuses. */
record ErrorBody(
    String message,
    String error,
    @Nullable Map<String, String> fields,
    int applied,
    @Nullable Collection<BulkResult.Item> results) { // of changes that were refused as a whole

  static KarutaException read(int status, byte[] json) {
    ErrorBody body;
    try {
      body = Json.read(json, Json.kind(ErrorBody.class));
    } catch (IOException e) {
      return KarutaException.unexpected(
          status, "status " + status + " with an answer that is none of the admin API's", e);
    }
    if (body.results != null) {
      BulkResult results = new BulkResult(body.applied, List.copyOf(body.results));
      return KarutaException.refused(
          status, body.code(), body.sentence(status), body.wrong(), results);
    }
    return KarutaException.refused(status, body.code(), body.sentence(status), body.wrong());
  }

  private String code() {
    if (results != null) {
      return "not-applied";
    }
    return error.isEmpty() ? KarutaException.UNEXPECTED : error;
  }

  private String sentence(int status) {
    if (results != null) {
      return "none of the changes was made";
    }
    return message.isEmpty() ? "status " + status : message;
  }

  private Map<String, String> wrong() {
    return fields == null ? Map.of() : fields;
  }
}
