package io.karuta.cmd;

import java.io.PrintWriter;

/** Tells an operator why the tracker could not start: the chain of causes, without stack traces. */
final class StartFailure {

  private StartFailure() {}

  static void tell(Throwable failure, PrintWriter out) {
    out.println("karuta: " + message(failure));
    String last = message(failure);
    for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      if (!last.contains(message(cause))) {
        out.println("  because: " + message(cause));
      }
      last = message(cause);
    }
    if (System.getenv("KARUTA_TRACE") != null) {
      failure.printStackTrace(out);
    } else {
      out.println("  (KARUTA_TRACE=1 shows where)");
    }
    out.flush();
  }

  /** The same in one line. */
  static String describe(Throwable failure) {
    StringBuilder text = new StringBuilder(message(failure));
    for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      if (text.indexOf(message(cause)) < 0) {
        text.append("; because: ").append(message(cause));
      }
    }
    return text.toString();
  }

  private static String message(Throwable failure) {
    String message = failure.getMessage();
    return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
  }
}
