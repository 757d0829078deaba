package io.karuta.admin;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.MessageResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import com.atlassian.oai.validator.schema.SchemaValidator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The contract {@code openapi.yaml}. Immutable and thread-safe. */
final class OpenApi {

  private static final OpenApiInteractionValidator VALIDATOR =
      OpenApiInteractionValidator.createForInlineApiSpecification(text()).build();
  private static final SchemaValidator SCHEMAS =
      new SchemaValidator(
          new OpenAPIV3Parser().readContents(text()).getOpenAPI(), new MessageResolver());
  private static final JsonNode TREE = readTree();
  private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");

  /**
   * One method of one path.
   *
   * @param method upper case
   * @param path with names in braces
   * @param statuses that it may answer with
   */
  record Operation(String method, String path, Set<String> statuses) {

    private boolean fits(String otherMethod, String otherPath) {
      String pattern = "\\Q" + path.replaceAll("\\{[a-z_]+}", "\\\\E[^/]+\\\\Q") + "\\E";
      return method.equals(otherMethod) && Pattern.matches(pattern, otherPath);
    }

    private boolean isLiteral() {
      return !path.contains("{");
    }
  }

  private static final List<Operation> OPERATIONS = readOperations();

  private OpenApi() {}

  static List<Operation> operations() {
    return OPERATIONS;
  }

  /** The operation of a request; of two that fit the one without names. */
  static Optional<Operation> of(String method, String path) {
    List<Operation> fitting =
        OPERATIONS.stream().filter(operation -> operation.fits(method, path)).toList();
    return fitting.stream()
        .filter(Operation::isLiteral)
        .findFirst()
        .or(() -> fitting.stream().findFirst());
  }

  static ValidationReport report(String method, String path, SimpleResponse answer) {
    return VALIDATOR.validateResponse(path, Request.Method.valueOf(method), answer);
  }

  static ValidationReport report(SimpleRequest request) {
    return VALIDATOR.validateRequest(request);
  }

  /** What is wrong with a value of a schema. */
  static ValidationReport report(String schema, JsonNode value) {
    return SCHEMAS.validate(
        value.toString(), new Schema<>().$ref("#/components/schemas/" + schema), "example");
  }

  /** The whole contract as it is written. */
  static JsonNode tree() {
    return TREE;
  }

  private static JsonNode readTree() {
    try {
      return new YAMLMapper().readTree(text());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Operation> readOperations() {
    List<Operation> operations = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : TREE.get("paths").properties()) {
      for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
        if (METHODS.contains(method.getKey())) {
          Set<String> statuses = new TreeSet<>();
          method.getValue().get("responses").fieldNames().forEachRemaining(statuses::add);
          operations.add(
              new Operation(method.getKey().toUpperCase(Locale.ROOT), path.getKey(), statuses));
        }
      }
    }
    return List.copyOf(operations);
  }

  private static String text() {
    try (var stream = AdminServer.class.getResourceAsStream("openapi.yaml")) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
