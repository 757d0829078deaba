"""A configuration with five mistakes: told all at once, and nothing is started."""

import time

from support.checks import check, check_that
from support.ports import free_port, listens

# A key that doesn't exist, a value of the wrong kind, one out of range, two names of nothing.
MISTAKES = ["ports = 6969", "interval = soon", "pool-size = 0", "name = sqll", "name = passkee"]

CONFIG = """\
http {{
  listeners = [ {{ address = "127.0.0.1", port = {port} }} ]
  ports = 6969
}}
announce {{
  interval = soon
}}
database {{
  pool-size = 0
}}
deltas {{
  handlers = [
    {{ name = sqll }}
  ]
}}
pre-hooks = [
  {{ name = passkee }}
  {{ name = client-whitelist }}
  {{ name = torrent-registered }}
  {{ name = stats-deltas }}
  {{ name = peer-selection }}
]
"""


def run(world):
    port = free_port()
    file = world.folder / "wrong.conf"
    file.write_text(CONFIG.format(port=port))
    text = file.read_text()
    expected = [f"{file}:{1 + text[: text.index(mistake)].count(chr(10))}" for mistake in MISTAKES]

    for command in ("check", "serve"):
        process = world.tracker.command(command, "--config", file)
        heard = False
        while process.running():
            heard = heard or listens(port)
            time.sleep(0.05)
        told = process.log().splitlines()
        check(f"karuta {command}: lines", len(told), len(MISTAKES))
        check(f"karuta {command}: places", [line.split()[0] for line in told], expected)
        check_that(f"karuta {command}: fails", process.exit_code() != 0, process.exit_code())
        check(f"karuta {command}: listened", heard, False)
