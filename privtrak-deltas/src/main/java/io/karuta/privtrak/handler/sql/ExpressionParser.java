package io.karuta.privtrak.handler.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads the texts of one statement. Confined to one thread. */
final class ExpressionParser {

  private final Grouping per;
  private final Complaint complaint;

  ExpressionParser(Grouping per, Complaint complaint) {
    this.per = per;
    this.complaint = complaint;
  }

  /** All that can be read of {@code column = expression} texts. */
  List<Assignment> assignments(String key, List<String> texts) {
    List<Assignment> assignments = new ArrayList<>();
    for (String text : texts) {
      assignment(key, text).ifPresent(assignments::add);
    }
    List<String> columns = assignments.stream().map(Assignment::column).toList();
    columns.stream()
        .filter(column -> columns.indexOf(column) != columns.lastIndexOf(column))
        .distinct()
        .forEach(column -> complaint.about(key, "each column once", column));
    return List.copyOf(assignments);
  }

  private Optional<Assignment> assignment(String key, String text) {
    int equals = text.indexOf('=');
    Optional<String> column =
        equals < 0 ? Optional.empty() : Identifiers.name(text.substring(0, equals));
    if (column.isEmpty()) {
      complaint.about(key, "column = expression", text);
      return Optional.empty();
    }
    return expression(key, text.substring(equals + 1))
        .map(value -> new Assignment(column.get(), value));
  }

  /** All that can be read of expressions. */
  List<Expression> expressions(String key, List<String> texts) {
    return texts.stream().flatMap(text -> expression(key, text).stream()).toList();
  }

  private Optional<Expression> expression(String key, String text) {
    List<String> texts = new ArrayList<>();
    List<Parameter> parameters = new ArrayList<>();
    int textStart = 0;
    int open = 0;
    boolean wrong = text.isBlank();
    for (int i = 0; i < text.length() && !wrong; i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\'', '"', '`' -> {
          i = text.indexOf(c, i + 1);
          wrong = i < 0;
        }
        case '(' -> open++;
        case ')' -> wrong = --open < 0;
        case ';', '?', '#', '\\' -> wrong = true;
        case '-', '/' -> wrong = text.startsWith("--", i) || text.startsWith("/*", i);
        case ':' -> {
          String name = nameAt(text, i + 1);
          Optional<Parameter> parameter = parameter(key, name, text);
          if (parameter.isEmpty()) {
            return Optional.empty();
          }
          texts.add(text.substring(textStart, i));
          parameters.add(parameter.get());
          i += name.length();
          textStart = i + 1;
        }
        default -> {}
      }
    }
    if (wrong || open != 0) {
      complaint.about(
          key, "an SQL expression with its brackets and quotes closed, without ; ? # \\ --", text);
      return Optional.empty();
    }
    texts.add(text.substring(textStart));
    return Optional.of(new Expression(List.copyOf(texts), List.copyOf(parameters)));
  }

  private static String nameAt(String text, int start) {
    int end = start;
    while (end < text.length()
        && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
      end++;
    }
    return text.substring(start, end);
  }

  private Optional<Parameter> parameter(String key, String name, String text) {
    Optional<Parameter> parameter = Parameter.named(name);
    List<Parameter> known = Parameter.of(per);
    if (parameter.filter(known::contains).isPresent()) {
      return parameter;
    }
    List<String> names = known.stream().map(Parameter::sqlName).toList();
    String suggestion =
        NearestName.of(name, names)
            .map(near -> "perhaps :" + near)
            .orElseGet(() -> names.stream().map(n -> ":" + n).collect(Collectors.joining(", ")));
    complaint.about(
        key,
        "a parameter of a row per " + per.kebabName() + ", " + suggestion,
        ":" + name + " in \"" + text.trim() + "\"");
    return Optional.empty();
  }
}
