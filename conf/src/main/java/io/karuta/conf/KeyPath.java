package io.karuta.conf;

/** Dotted paths of values, such as {@code http.listeners[0].port}. */
final class KeyPath {

  private KeyPath() {}

  /** The path of {@code key} on the level of {@code path}. */
  static String child(String path, String key) {
    String element = isPlain(key) ? key : '"' + key + '"';
    return path.isEmpty() ? element : path + "." + element;
  }

  /** The path of an element of the list at {@code path}, counted from 0. */
  static String element(String path, int index) {
    return path + "[" + index + "]";
  }

  private static boolean isPlain(String key) {
    return !key.isEmpty()
        && key.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '-' || c == '_');
  }
}
