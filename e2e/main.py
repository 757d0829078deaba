"""Runs all scenarios against the packaged tracker; started by e2e/run, which prepares the rest.

Usage: main.py WORK_FOLDER JAVA

WORK_FOLDER holds what was prepared: the package (karuta/), the hook's jar (plugins/) and the class
path of the database server (class-path).
"""

import signal
import sys
import time
import traceback
from pathlib import Path

from scenarios import custom_hook, dual_stack, registration, restart, transfer, wrong_config
from support.admin import AdminApi
from support.database import Database
from support.processes import stop_all
from support.relay import Relay
from support.tracker import Tracker
from support.world import World

SCENARIOS = [
    ("a wrong configuration", wrong_config.run),
    ("registration", registration.run),
    ("a hook from outside", custom_hook.run),
    ("a dual-stack client", dual_stack.run),
    ("transfer over IPv4", transfer.ipv4),
    ("transfer over IPv6", transfer.ipv6),
    ("restart during a transfer", restart.run),
]


def main():
    work, java = Path(sys.argv[1]), sys.argv[2]
    # So that whoever ends the run early ends what it started, too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("e2e: told to stop"))
    begin = time.monotonic()
    try:
        world = started_world(work, java)
        for name, scenario in SCENARIOS:
            timed(name, lambda scenario=scenario: scenario(world))
        if world.tracker.stop() != 0:
            raise AssertionError("tracker: exit code after SIGTERM (expected: 0)")
        world.database.stop()
    except Exception as error:  # whatever it is, it ends the run and is told with the logs
        print(f"FAILED: {error}", flush=True)
        if not isinstance(error, AssertionError):
            traceback.print_exc()
        return 1
    finally:
        stop_all()
    print(f"e2e: all right, {time.monotonic() - begin:.0f} s")
    return 0


def started_world(work, java):
    package = work / "karuta"
    driver = f"{package}/lib/*"
    database = Database(java, (work / "class-path").read_text(), driver, work)
    tracker = Tracker(package, work / "tracker", plugins=work / "plugins")
    timed("MariaDB", database.start)
    tracker.configure(database)
    timed("tracker", tracker.start)
    relay = Relay(tracker.port)
    relay.start()
    admin = AdminApi(tracker.admin_url(), tracker.certificate_file(), tracker.credential())
    return World(work, database, tracker, relay, admin)


def timed(name, action):
    print(f"{name}", flush=True)
    begin = time.monotonic()
    action()
    print(f"  ({time.monotonic() - begin:.1f} s)", flush=True)


if __name__ == "__main__":
    sys.exit(main())
