package io.karuta.conf;

/**
 * Where something stands. Immutable.
 *
 * @param file the file as the operator named it, or as an include found it
 * @param line from 1; 0 if the file as a whole is meant
 */
record Place(String file, int line) {

  @Override
  public String toString() {
    return line > 0 ? file + ":" + line : file;
  }
}
