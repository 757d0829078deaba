package io.karuta.pipeline.config;

/**
 * One thing that is wrong in a configuration. Immutable.
 *
 * @param origin {@code file:line}
 * @param path dotted path of the value
 * @param expected what would be right
 * @param found what was there
 */
public record Problem(String origin, String path, String expected, String found) {

  /** {@code file:line path expected ..., found ...}. */
  @Override
  public String toString() {
    return origin + "  " + path + "  expected " + expected + ", found " + found;
  }
}
