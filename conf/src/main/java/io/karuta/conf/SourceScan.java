package io.karuta.conf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds in the text of a HOCON file what its parser doesn't tell: on which line each key stands,
 * which keys are set twice, and the lines of the includes. Confined to one thread.
 *
 * <p>Reads files that the parser has found right, and so may be lenient: it follows braces,
 * brackets, strings and comments, and needs to understand nothing else.
 */
final class SourceScan {

  /** A key that is set although it was set before, with a value that doesn't build on that one. */
  record Duplicate(String path, int line, int firstLine) {}

  /** An include statement. */
  record Include(String name, int line) {}

  private static final char END = '\0';

  /** What stands before the quoted name, such as {@code include required(file(}. */
  private static final Pattern INCLUDE =
      Pattern.compile("include(?:[ \\t(]|required|file|url|classpath)*(?=\")");

  private final String text;
  private final Map<String, Integer> lines = new HashMap<>();
  private final Set<String> levels = new HashSet<>();
  private final List<Duplicate> duplicates = new ArrayList<>();
  private final List<Include> includes = new ArrayList<>();
  private int at;
  private int line = 1;

  private SourceScan(String text) {
    this.text = text;
  }

  /** Scans the text of a whole file. */
  static SourceScan of(String text) {
    SourceScan scan = new SourceScan(text);
    scan.skipSeparators();
    if (scan.peek() == '{') {
      scan.next();
    }
    scan.level("");
    return scan;
  }

  /** The line on which the value at {@code path} is set last; 0 if the file doesn't set it. */
  int lineOf(String path) {
    return lines.getOrDefault(path, 0);
  }

  /** Keys that are set twice. */
  List<Duplicate> duplicates() {
    return duplicates;
  }

  /** Include statements, in their order. */
  List<Include> includes() {
    return includes;
  }

  private void level(String path) {
    skipSeparators();
    while (peek() != END && peek() != '}' && peek() != ']') {
      int before = at;
      if (!include()) {
        field(path);
      }
      skipSeparators();
      if (at == before) {
        next();
      }
    }
    next();
  }

  private boolean include() {
    Matcher matcher = INCLUDE.matcher(text).region(at, text.length());
    if (!matcher.lookingAt()) {
      return false;
    }
    at = matcher.end();
    includes.add(new Include(quoted(), line));
    while (peek() == ')') {
      next();
    }
    return true;
  }

  private void field(String level) {
    int keyLine = line;
    String path = key(level);
    skipSpace();
    boolean appends = peek() == '+';
    if (appends) {
      next();
    }
    if (peek() == '=' || peek() == ':') {
      next();
      skipSpace();
    }
    value(path, keyLine, appends);
  }

  /** Reads a key, whose unquoted dots separate levels. */
  private String key(String level) {
    String path = level;
    StringBuilder element = new StringBuilder();
    while ("=:{\n,}]".indexOf(peek()) < 0 && peek() != END && !text.startsWith("+=", at)) {
      if (peek() == '"') {
        element.append(quoted());
      } else if (peek() == '.') {
        next();
        path = KeyPath.child(path, element.toString().strip());
        levels.add(path);
        lines.putIfAbsent(path, line);
        element.setLength(0);
      } else {
        element.append(next());
      }
    }
    return KeyPath.child(path, element.toString().strip());
  }

  private void value(String path, int keyLine, boolean appends) {
    boolean isLevel = false;
    boolean buildsOnOthers = appends;
    int earlier = lines.getOrDefault(path, 0);
    boolean wasLevel = levels.contains(path);
    lines.put(path, keyLine);
    while (true) {
      skipBlanks();
      char c = peek();
      if (c == END || "\n,}]".indexOf(c) >= 0 || isComment()) {
        break;
      }
      if (c == '{') {
        next();
        isLevel = true;
        levels.add(path);
        level(path);
      } else if (c == '[') {
        next();
        list(path);
      } else if (c == '"') {
        quoted();
      } else if (text.startsWith("${", at)) {
        buildsOnOthers = true;
        at = Math.max(at + 2, text.indexOf('}', at) + 1);
      } else {
        next();
      }
    }
    if (earlier > 0 && !buildsOnOthers && !(isLevel && wasLevel)) {
      duplicates.add(new Duplicate(path, keyLine, earlier));
    }
  }

  private void list(String path) {
    lines.keySet().removeIf(known -> known.startsWith(path + "["));
    levels.removeIf(known -> known.startsWith(path + "["));
    int index = 0;
    skipSeparators();
    while (peek() != END && peek() != ']') {
      int before = at;
      value(KeyPath.element(path, index++), line, false);
      skipSeparators();
      if (at == before) {
        next();
      }
    }
    next();
  }

  /** Reads a string of either kind and returns what is between its quotes, escapes left as is. */
  private String quoted() {
    boolean triple = text.startsWith("\"\"\"", at);
    int start = at + (triple ? 3 : 1);
    int end = start;
    if (triple) {
      end = text.indexOf("\"\"\"", start);
      while (end >= 0 && text.startsWith("\"", end + 3)) {
        end++;
      }
    } else {
      while (end < text.length() && text.charAt(end) != '"') {
        end += text.charAt(end) == '\\' ? 2 : 1;
      }
    }
    end = end < 0 ? text.length() : Math.min(end, text.length());
    String content = text.substring(start, end);
    line += (int) content.chars().filter(c -> c == '\n').count();
    at = Math.min(text.length(), end + (triple ? 3 : 1));
    return content;
  }

  /** Skips white space and commas, newlines included, and comments. */
  private void skipSeparators() {
    while (peek() == ',' || isSpace() || isComment()) {
      if (isComment()) {
        skipComment();
      } else {
        next();
      }
    }
  }

  /** Skips white space, newlines included, and comments. */
  private void skipSpace() {
    while (isSpace() || isComment()) {
      if (isComment()) {
        skipComment();
      } else {
        next();
      }
    }
  }

  /** Skips white space up to the end of the line. */
  private void skipBlanks() {
    while (isSpace() && peek() != '\n') {
      next();
    }
  }

  private void skipComment() {
    while (peek() != '\n' && peek() != END) {
      next();
    }
  }

  private boolean isComment() {
    return peek() == '#' || text.startsWith("//", at);
  }

  /** White space as the specification has it, the byte order mark included. */
  private boolean isSpace() {
    char c = peek();
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\ufeff';
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : END;
  }

  private char next() {
    char c = peek();
    if (c == '\n') {
      line++;
    }
    at = Math.min(text.length(), at + 1);
    return c;
  }
}
