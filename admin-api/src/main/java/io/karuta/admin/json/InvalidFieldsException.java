package io.karuta.admin.json;

import java.util.LinkedHashMap;
import java.util.Map;

/** A body whose fields aren't what they should be; tells all that is wrong at once. */
public final class InvalidFieldsException extends Exception {

  private static final long serialVersionUID = 1;

  private final transient Map<String, String> problems;

  /** What was expected of each field that is wrong, by its name. */
  public InvalidFieldsException(Map<String, String> problems) {
    super(problems.toString(), null, false, false);
    this.problems = new LinkedHashMap<>(problems);
  }

  /** Names the fields; for people. */
  public String message() {
    return "these fields are wrong: " + String.join(", ", problems.keySet());
  }

  /** What was expected of each field that is wrong, by its name; never a value. */
  public Map<String, String> problems() {
    return problems;
  }
}
