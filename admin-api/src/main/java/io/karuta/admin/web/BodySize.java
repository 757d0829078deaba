package io.karuta.admin.web;

/** How long the body of a request may be. */
public enum BodySize {
  /** One entry: {@code max-body-bytes}. */
  ENTRY,
  /** Many entries: {@code max-bulk-bytes}. */
  BULK
}
