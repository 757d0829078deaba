package io.karuta.cmd.crash;

/** What goes wrong in a run. */
enum Fault {
  /** SIGKILL for the tracker. */
  TRACKER_KILLED("tracker killed"),
  /** The same in the moment between writing a delta down and storing the change. */
  TRACKER_KILLED_BETWEEN("  of these between ring and store"),
  /** SIGKILL for the tracker once more, before it is up again. */
  TRACKER_KILLED_AT_START("tracker killed while starting"),
  /** SIGKILL for the tracker that was told to stop under load, before it has. */
  TRACKER_KILLED_AT_STOP("tracker killed while stopping"),
  /** SIGKILL for the database. */
  DATABASE_KILLED("database killed"),
  /** A commit that the database has answered, and its answer doesn't arrive. */
  ANSWER_LOST("commit's answer lost"),
  /** A commit that doesn't arrive. */
  COMMIT_LOST("commit lost"),
  /** SIGTERM for the tracker under load while the database is away. */
  STOPPED_WITHOUT_DATABASE("stopped without database");

  private final String text;

  Fault(String text) {
    this.text = text;
  }

  @Override
  public String toString() {
    return text;
  }
}
