package io.karuta.cmd.crash;

/** Says whether the tracker is up, to those who announce. Thread-safe. */
final class Gate {

  private boolean open;

  synchronized void open() {
    open = true;
    notifyAll();
  }

  synchronized void shut() {
    open = false;
  }

  /** Returns when the tracker is up; at once if it is. */
  synchronized void awaitOpen() throws InterruptedException {
    while (!open) {
      wait();
    }
  }
}
