package io.karuta.pipeline.control;

import java.io.IOException;
import java.io.OutputStream;

/** All metrics as text for a collector. Thread-safe. */
public interface MetricsText {

  /** Media type with the format's version. */
  String contentType();

  /** Writes what is counted now. */
  void writeTo(OutputStream output) throws IOException;
}
