package io.karuta.admin.v1;

import io.karuta.admin.json.JsonFields;
import org.jspecify.annotations.Nullable;

/**
 * The credit factors that a caller gave; null where it gave none. Immutable.
 *
 * @param upload percent
 * @param download percent
 */
record Factors(@Nullable Integer upload, @Nullable Integer download) {

  static final int PAR = 100;
  private static final int MAX = 1000;

  static Factors read(JsonFields fields) {
    return new Factors(
        fields.has("upload_percent") ? fields.integer("upload_percent", 0, MAX) : null,
        fields.has("download_percent") ? fields.integer("download_percent", 0, MAX) : null);
  }

  static Factors readToken(JsonFields fields) {
    return new Factors(
        fields.has("upload_percent") ? fields.integer("upload_percent", PAR, MAX) : null,
        fields.has("download_percent") ? fields.integer("download_percent", 0, PAR) : null);
  }

  int uploadOr(int other) {
    return upload == null ? other : upload;
  }

  int downloadOr(int other) {
    return download == null ? other : download;
  }
}
