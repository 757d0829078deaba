package io.karuta.admin.auth;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.karuta.admin.json.InvalidFieldsException;
import io.karuta.admin.json.JsonFields;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;

/**
 * One line of the credentials file: {@code
 * {"name":"site","sha256":"9f..","scopes":["read","users"],"expires_at":null}}.
 */
final class CredentialLine {

  private static final JsonFactory JSON = new JsonFactory();

  private CredentialLine() {}

  static StoredCredential parse(String line, String place) {
    try {
      JsonFields fields = JsonFields.parse(line.getBytes(StandardCharsets.UTF_8));
      String name = fields.text("name", "1 to 64 of a-z 0-9 . _ -", StoredCredential::isName);
      String sha256 =
          fields.text("sha256", "64 lower-case hexadecimal digits", CredentialLine::isHash);
      Set<Scope> scopes = EnumSet.noneOf(Scope.class);
      for (String text : fields.texts("scopes")) {
        Scope.of(text)
            .ifPresentOrElse(
                scopes::add,
                () -> fields.problem("scopes", "some of " + Scope.texts(), "another one"));
      }
      long expires = 0;
      if (fields.isNull("expires_at")) {
        fields.ignore("expires_at");
      } else {
        expires = fields.number("expires_at");
      }
      fields.check();
      return new StoredCredential(name, sha256, scopes, expires);
    } catch (InvalidFieldsException e) {
      throw new AdminException("credentials-file: " + place + ": " + e.problems(), e);
    }
  }

  static String format(StoredCredential credential) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("name", credential.name());
      json.writeStringField("sha256", credential.sha256());
      json.writeArrayFieldStart("scopes");
      for (Scope scope : Scope.values()) {
        if (credential.scopes().contains(scope)) {
          json.writeString(scope.text());
        }
      }
      json.writeEndArray();
      if (credential.expiresSecond() == 0) {
        json.writeNullField("expires_at");
      } else {
        json.writeNumberField("expires_at", credential.expiresSecond());
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a text has room for everything
    }
    return text.toString();
  }

  private static boolean isHash(String text) {
    return text.matches("[0-9a-f]{64}");
  }
}
