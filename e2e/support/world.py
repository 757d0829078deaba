"""What the scenarios share."""

from dataclasses import dataclass
from pathlib import Path

from support.admin import AdminApi
from support.database import Database
from support.relay import Relay
from support.tracker import Tracker


@dataclass(frozen=True)
class World:
    """What runs for the whole time of the test."""

    folder: Path
    database: Database
    tracker: Tracker
    relay: Relay
    admin: AdminApi
