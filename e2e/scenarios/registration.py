"""A site registers its clients, and the API keeps its promises of safety."""

import ssl
import urllib.error
import urllib.request

from clients.peers import Aria2, Libtorrent, Transmission
from support.checks import check, check_that


def run(world):
    prefixes = [(kind.peer_id_prefix, kind.__name__) for kind in (Aria2, Libtorrent, Transmission)]
    for prefix, client in [*prefixes, ("-E2E", "scripted")]:
        body = {"prefix": prefix, "client": client}
        check(f"POST /api/whitelist {prefix}", world.admin.post("/api/whitelist", body), 201)

    body = {"user_id": 1, "passkey": "1" * 32, "can_leech": True, "name": "b.gates"}
    check("POST /api/user", world.admin.post("/api/user", body), 200)
    check("POST /api/user again", world.admin.post("/api/user", body), 409)

    status, _ = world.admin.call("GET", "/api/counts", credential="wrong")
    check("GET /api/counts with a wrong credential", status, 401)
    check_that("a stranger's trust store", *_refused_by_a_stranger(world))


def _refused_by_a_stranger(world):
    """Without the tracker's certificate a client can't tell whom it talks to."""
    try:
        urllib.request.urlopen(f"https://127.0.0.1:{world.tracker.admin_port}/", timeout=10)
    except urllib.error.URLError as error:
        return isinstance(error.reason, ssl.SSLCertVerificationError), "certificate not trusted"
    return False, "trusted"
