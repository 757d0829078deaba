"""A witness between clients and tracker: passes every byte on, and notes what was announced.

Clients count in ways of their own (aria2 counts blocks that it got twice in the end game), so what
the books must say is what the client said, and the witness knows it without asking the tracker.
"""

import socket
import threading
import urllib.parse

from support.ports import free_port


class Relay:
    """Listens on both loopback addresses; a connection goes to the tracker on the same one."""

    def __init__(self, tracker_port):
        self.port = free_port()
        self._tracker_port = tracker_port
        # (downloaded, uploaded) of the last announce, by passkey; dictionaries are thread-safe.
        self._last_words = {}

    def start(self):
        for host, family in (("127.0.0.1", socket.AF_INET), ("::1", socket.AF_INET6)):
            server = socket.create_server((host, self.port), family=family, backlog=64)
            _in_background(self._accept, server, host)

    def url(self, host, by_name):
        """Where clients find the tracker on one of the loopback addresses."""
        if host == "127.0.0.1":
            return f"http://127.0.0.1:{self.port}"
        if not by_name:
            return f"http://[::1]:{self.port}"
        # Debian's name of ::1; e2e/run brings an /etc/hosts of its own where it can.
        if not _is_ipv6_loopback("ip6-localhost"):
            raise AssertionError("/etc/hosts: no ip6-localhost (expected: a line that makes it ::1)")
        return f"http://ip6-localhost:{self.port}"

    def last_words(self, passkey):
        """(downloaded, uploaded) as the user's client announced them last."""
        return self._last_words[passkey]

    def _accept(self, server, host):
        while True:
            client, _ = server.accept()
            try:
                tracker = socket.create_connection((host, self._tracker_port), timeout=10)
            except OSError:
                client.close()  # to the client it looks as if the tracker had gone away
                continue
            tracker.settimeout(None)
            _in_background(self._pass_on, client, tracker, self._note)
            _in_background(self._pass_on, tracker, client, lambda pending: b"")

    def _pass_on(self, source, target, note):
        pending = b""
        try:
            while data := source.recv(65536):
                pending = note(pending + data)
                target.sendall(data)
            target.shutdown(socket.SHUT_WR)
        except OSError:
            # One side is gone: the other must not wait for it.
            for end in (source, target):
                end.close()

    def _note(self, pending):
        """Notes the whole requests at the begin of what was sent; returns the rest."""
        *requests, rest = pending.split(b"\r\n\r\n")
        for request in requests:
            path, _, query = request.split(b" ", 2)[1].decode("ascii").partition("?")
            # Latin-1 because an info hash is bytes, not text.
            values = dict(urllib.parse.parse_qsl(query, encoding="latin-1"))
            if "uploaded" in values:
                counters = int(values["downloaded"]), int(values["uploaded"])
                self._last_words[path.rpartition("/")[2]] = counters
        return rest


def _is_ipv6_loopback(name):
    try:
        return "::1" in [info[4][0] for info in socket.getaddrinfo(name, None)]
    except socket.gaierror:
        return False


def _in_background(function, *arguments):
    threading.Thread(target=function, args=arguments, daemon=True).start()
