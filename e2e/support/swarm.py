"""A torrent with its file, and users with a client each."""

import hashlib
import itertools
import random
import secrets
import shutil
import subprocess
from dataclasses import dataclass

import libtorrent

from clients.peers import Share
from support.books import Books
from support.checks import check
from support.ports import free_port

_numbers = itertools.count(101)


@dataclass(frozen=True)
class User:
    """A user of the site."""

    user_id: int
    name: str
    passkey: str


class Swarm:
    """One registered torrent; every peer is a user of its own, registered when it is made."""

    def __init__(self, world, name, size_bytes, host="127.0.0.1"):
        self._world = world
        self._host = host
        self._folder = world.folder / name
        self._folder.mkdir()
        self.size_bytes = size_bytes
        self.torrent_id = next(_numbers)
        self.name = name
        self._payload = self._folder / f"{name}.bin"
        data = random.Random(self.torrent_id).randbytes(size_bytes)
        self._payload.write_bytes(data)
        self._sha256 = hashlib.sha256(data).hexdigest()
        self.info_hash = self._info_hash()
        self._register_torrent()
        self.books = Books(world.database, self.torrent_id)

    def _info_hash(self):
        torrent_file = self._torrent_file("any", "http://127.0.0.1")
        return libtorrent.torrent_info(str(torrent_file)).info_hash().to_bytes()

    def _register_torrent(self):
        body = {
            "info_hash": self.info_hash.hex(),
            "torrent_id": self.torrent_id,
            "name": self.name,
        }
        check(f"POST /api/torrent {self.name}", self._world.admin.post("/api/torrent", body), 201)

    def user(self, name):
        """Registers a new user."""
        user = User(next(_numbers), f"{self.name}-{name}", secrets.token_hex(16))
        body = {
            "user_id": user.user_id,
            "passkey": user.passkey,
            "can_leech": True,
            "name": user.name,
        }
        check(f"POST /api/user {user.name}", self._world.admin.post("/api/user", body), 200)
        return user

    def peer(self, kind, name, seeds=False, upload_bytes_per_second=0):
        """A client, not yet started, of a new user; one that seeds has the file already."""
        user = self.user(name)
        tracker = self._world.relay.url(self._host, by_name=not kind.takes_ipv6_literal)
        torrent_file = self._torrent_file(name, f"{tracker}/announce/{user.passkey}")
        share = Share(torrent_file, self._payload.name, self._sha256)
        folder = self._folder / name
        peer = kind(user, folder, share, free_port(), self._host, upload_bytes_per_second)
        if seeds:
            shutil.copy(self._payload, folder)
        return peer

    def _torrent_file(self, name, url):
        """The torrent with the user's own announce URL, which is no part of the info hash."""
        torrent_file = self._folder / f"{name}.torrent"
        command = ["mktorrent", "-p", "-l", "18", "-a", url, "-o", torrent_file, self._payload]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        return torrent_file

    def counts(self):
        """(seeders, leechers, snatches) as the admin API tells them."""
        return self._world.admin.counts(self.torrent_id)
