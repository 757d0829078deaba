"""Child processes, each with a log file; stopped by their ids and by nothing else."""

import signal
import subprocess


class Process:
    """One child process, its output in a file."""

    def __init__(self, name, command, log_file, **options):
        self.name = name
        self.log_file = log_file
        with open(log_file, "ab") as log:
            self._child = subprocess.Popen(
                [str(part) for part in command],
                stdin=options.pop("stdin", subprocess.DEVNULL),
                stdout=log,
                stderr=subprocess.STDOUT,
                **options,
            )
        _started.append(self)

    @property
    def stdin(self):
        return self._child.stdin

    def running(self):
        return self._child.poll() is None

    def exit_code(self):
        return self._child.poll()

    def send(self, signal_number):
        self._child.send_signal(signal_number)

    def stop(self, seconds=20, stop_signal=signal.SIGTERM):
        """Asks the process to end, and returns its exit code; kills it when it doesn't obey."""
        if self.running():
            self._child.send_signal(stop_signal)
        return self.wait(seconds)

    def wait(self, seconds):
        """Exit code; the process is killed, and a TimeoutError raised, when it does not end."""
        try:
            return self._child.wait(seconds)
        except subprocess.TimeoutExpired:
            self._child.kill()
            self._child.wait()
            raise TimeoutError(f"{self.name}: still running after {seconds} s") from None

    def log(self):
        with open(self.log_file, encoding="utf-8", errors="replace") as log:
            return log.read()


_started = []


def stop_all():
    """Ends whatever still runs, last started first; for the end of the run, good or bad."""
    running = [process for process in reversed(_started) if process.running()]
    for process in running:
        try:
            process.stop(seconds=10)
        except TimeoutError as error:
            print(f"  {error}, killed")
