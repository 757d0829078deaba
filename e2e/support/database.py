"""A real MariaDB and a way to ask it."""

import subprocess
from pathlib import Path

from support.checks import await_that
from support.ports import free_port
from support.processes import Process


class Database:
    """A MariaDB server of its own: the machine's program, or the one that the build brings."""

    def __init__(self, java, server_class_path, driver_class_path, folder):
        self._java = java
        self._server_class_path = server_class_path
        self._driver_class_path = driver_class_path
        self._folder = folder
        self._server = None
        self._questions = None
        self.url = self.user = self.password = None

    def start(self):
        command = [self._java, "-cp", self._server_class_path]
        command += ["io.karuta.testkit.database.MariaDbServerMain", free_port()]
        command += [self._folder / "mariadb"]
        log_file = self._folder / "mariadb.log"
        self._server = Process("MariaDB", command, log_file, stdin=subprocess.PIPE)
        ready = await_that("MariaDB", self._ready_line, 120)
        self.url, self.user, self.password = ready.split()[1:4]

    def _ready_line(self):
        if not self._server.running():
            raise AssertionError(f"MariaDB: {self._server.log()}")
        lines = [line for line in self._server.log().splitlines() if line.startswith("ready ")]
        return lines[0] if lines else None

    def ask(self, query):
        """Rows of a query, each a tuple of texts."""
        if self._questions is None:
            self._questions = self._start_questions()
        self._questions.stdin.write(query.replace("\n", " ") + "\n")
        self._questions.stdin.flush()
        rows = []
        for line in self._questions.stdout:
            line = line.rstrip("\n")
            if line == "ok":
                return rows
            if line.startswith("error "):
                raise AssertionError(f"{query}: {line}")
            rows.append(tuple(line.split("\t")))
        raise AssertionError(f"{query}: no answer, see {self._folder / 'sql.log'}")

    def _start_questions(self):
        program = Path(__file__).with_name("Sql.java")
        command = [self._java, "-cp", self._driver_class_path, program]
        command += [self.url, self.user, self.password]
        with open(self._folder / "sql.log", "wb") as log:
            return subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True
            )

    def stop(self):
        if self._questions is not None:
            self._questions.stdin.close()
            self._questions.wait(20)
        self._server.stdin.close()
        self._server.wait(60)
