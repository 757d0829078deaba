"""The packaged tracker, in a folder of its own."""

import shutil

from support.checks import await_that
from support.ports import free_port, listens
from support.processes import Process

# An operator's file: what is shipped, and what is different here.
CONFIG = """\
include "mariadb.conf"

http {{
  listeners = [
    {{ address = "127.0.0.1", port = {port} }}
    {{ address = "::1", port = {port} }}
  ]
  allow-non-routable = true
}}
admin {{ address = "127.0.0.1", port = {admin_port} }}
announce {{ interval = 4 seconds, min-interval = 2 seconds }}
database {{
  url = "{database_url}"
  user = "{database_user}"
  password = "{database_password}"
}}
deltas {{ batch-interval = 200 milliseconds }}
pre-hooks = [
  {{ name = user-agent-block, options {{ prefixes = [ Xunlei ], message = "no leech clients" }} }}
  {{ name = passkey }}
  {{ name = client-whitelist }}
  {{ name = torrent-registered }}
  {{ name = stats-deltas }}
  {{ name = peer-selection }}
]
"""


class Tracker:
    """One installation: the package, its configuration, its data."""

    def __init__(self, package, folder, plugins):
        self.folder = folder
        self._log_file = f"{folder}.log"
        self._process = None
        self.port = free_port()
        self.admin_port = free_port()
        shutil.copytree(package, folder, symlinks=True)
        shutil.copytree(plugins, folder / "plugins", dirs_exist_ok=True)

    def configure(self, database):
        self._config_file().write_text(
            CONFIG.format(
                port=self.port,
                admin_port=self.admin_port,
                database_url=database.url,
                database_user=database.user,
                database_password=database.password,
            )
        )

    def _config_file(self):
        return self.folder / "conf" / "e2e.conf"

    def admin_url(self):
        return f"https://127.0.0.1:{self.admin_port}"

    def certificate_file(self):
        return self.folder / "data" / "admin" / "certificate.pem"

    def credential(self):
        return (self.folder / "data" / "admin" / "credential").read_text().strip()

    def start(self):
        command = [self.folder / "karuta", "serve", "--config", self._config_file()]
        self._process = Process("tracker", command, self._log_file)

        def up():
            if not self._process.running():
                raise AssertionError(f"tracker: ended with {self._process.exit_code()}")
            return listens(self.port) and listens(self.admin_port)

        await_that("tracker: listens", up, 120)

    def stop(self):
        """Exit code after SIGTERM."""
        return self._process.stop(seconds=60)

    def command(self, *arguments):
        """Any other command of the launcher, just started; its output is its log."""
        log_file = f"{self.folder}-{arguments[0]}.log"
        return Process(arguments[0], [self.folder / "karuta", *arguments], log_file)
