"""The real BitTorrent clients of the test, all behind the same few methods.

Each runs on the loopback interface alone, whatever network namespace it is in: no DHT, no peer
exchange, no local discovery, no port mapping. Private torrents switch these off too.
"""

import hashlib
import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from support.checks import await_that
from support.ports import free_port
from support.processes import Process


@dataclass(frozen=True)
class Share:
    """What a client is to share.

    payload_name and payload_sha256 tell the file; torrent_file carries the client's own passkey.
    """

    torrent_file: Path
    payload_name: str
    payload_sha256: str


class Peer:
    """A client in a folder of its own. Subclasses start the process."""

    # How the client's peer id begins (BEP 20), for the whitelist.
    peer_id_prefix = ""
    # Whether "downloaded" holds no byte twice; else blocks that came twice are counted twice.
    counts_once = True
    # Whether http://[::1]:port is an announce URL for it, or IPv6 needs a name.
    takes_ipv6_literal = True
    stop_signal = signal.SIGTERM

    def __init__(self, user, folder, share, port, host, upload_bytes_per_second):
        self.user = user
        self.name = user.name
        self.folder = folder
        self.share = share
        self.port = port
        self.host = host
        self.upload_bytes_per_second = upload_bytes_per_second
        self.process = None
        self.folder.mkdir()

    def start(self):
        command = self.command()
        self.process = Process(self.name, command, f"{self.folder}.log", env=self.environment())
        return self

    def command(self):
        raise NotImplementedError

    def environment(self):
        # No proxy, no settings of whoever runs the test.
        return {"PATH": os.environ["PATH"], "HOME": str(self.folder), "LANG": "C.UTF-8"}

    def has_payload(self):
        payload = self.folder / self.share.payload_name
        if not payload.is_file():
            return False
        return hashlib.sha256(payload.read_bytes()).hexdigest() == self.share.payload_sha256

    def await_payload(self, seconds):
        def finished():
            if not self.process.running():
                raise AssertionError(f"{self.name}: ended with {self.process.exit_code()}")
            return self.has_payload()

        await_that(f"{self.name}: the whole file", finished, seconds)

    def leave(self):
        """Has the client tell the tracker that it leaves the swarm; it may go on running."""
        self.process.send(self.stop_signal)

    def end(self):
        """Exit code of the client, at the latest half a minute after it left."""
        return self.process.wait(30)


class Aria2(Peer):
    peer_id_prefix = "A2-"
    counts_once = False
    # On the first SIGINT aria2 announces "stopped" and ends; SIGTERM would skip the announce.
    stop_signal = signal.SIGINT

    def command(self):
        ipv6 = ":" in self.host
        return [
            "aria2c",
            "--no-conf",
            f"--dir={self.folder}",
            f"--interface={self.host}",
            f"--disable-ipv6={'false' if ipv6 else 'true'}",
            f"--listen-port={self.port}",
            "--enable-dht=false",
            "--enable-dht6=false",
            "--bt-enable-lpd=false",
            "--enable-peer-exchange=false",
            "--check-integrity=true",
            "--file-allocation=none",
            # Seed until told to end.
            "--seed-ratio=0.0",
            f"--max-upload-limit={self.upload_bytes_per_second}",
            "--summary-interval=0",
            "--console-log-level=notice",
            str(self.share.torrent_file),
        ]


class Libtorrent(Peer):
    peer_id_prefix = "-LT"
    # It says "Host: ::1:6969", without the brackets that RFC 9110 (7.2) demands: refused.
    takes_ipv6_literal = False

    def command(self):
        host = f"[{self.host}]" if ":" in self.host else self.host
        return [
            sys.executable,
            Path(__file__).with_name("libtorrent_peer.py"),
            self.share.torrent_file,
            self.folder,
            f"{host}:{self.port}",
            self.upload_bytes_per_second,
        ]


class Transmission(Peer):
    """Takes connections on the loopback interface but is not known to make any: start it before
    the others, so that they find it in the tracker's reply."""

    peer_id_prefix = "-TR"

    def __init__(self, *arguments):
        super().__init__(*arguments)
        self._remote_port = free_port()

    def start(self):
        self._write_settings()
        super().start()
        await_that(f"{self.name}: remote control", self._remote_answers, 20)
        self._remote("--add", self.share.torrent_file)
        return self

    def leave(self):
        # Told to end, the daemon would drop its last announce.
        self._remote("--torrent", "all", "--stop")

    def end(self):
        return self.process.stop(seconds=30)

    def command(self):
        return ["transmission-daemon", "--foreground", "--config-dir", self.folder / "config"]

    def _remote_answers(self):
        return self._run_remote("--session-info").returncode == 0

    def _remote(self, *arguments):
        result = self._run_remote(*arguments)
        if result.returncode != 0 or "success" not in result.stdout:
            raise AssertionError(f"{self.name}: {arguments[0]}: {result.stdout}{result.stderr}")

    def _run_remote(self, *arguments):
        return subprocess.run(
            ["transmission-remote", f"127.0.0.1:{self._remote_port}", *map(str, arguments)],
            env=self.environment(),
            capture_output=True,
            text=True,
            timeout=20,
            check=False,
        )

    def _write_settings(self):
        ipv6 = ":" in self.host
        settings = {
            "bind-address-ipv4": "127.0.0.1",
            "bind-address-ipv6": self.host if ipv6 else "::1",
            "peer-port": self.port,
            "dht-enabled": False,
            "lpd-enabled": False,
            "pex-enabled": False,
            "utp-enabled": False,
            "port-forwarding-enabled": False,
            "rpc-bind-address": "127.0.0.1",
            "rpc-port": self._remote_port,
            "rpc-authentication-required": False,
            "rpc-whitelist": "127.0.0.1",
            "download-dir": str(self.folder),
            "incomplete-dir-enabled": False,
            "speed-limit-up": max(1, self.upload_bytes_per_second // 1000),
            "speed-limit-up-enabled": self.upload_bytes_per_second > 0,
        }
        config = self.folder / "config"
        config.mkdir(exist_ok=True)
        (config / "settings.json").write_text(json.dumps(settings))
