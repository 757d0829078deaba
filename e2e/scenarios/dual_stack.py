"""A client announces over IPv4 and IPv6 with the same counters: one peer, one account."""

from support import announces
from support.checks import check, check_eventually
from support.swarm import Swarm

SIZE_BYTES = 1_000_000


def run(world):
    swarm = Swarm(world, "dual-stack", SIZE_BYTES)
    user = swarm.user("client")

    def announce_twice(**parameters):
        for host in ("127.0.0.1", "::1"):
            answer = announces.announce(
                host,
                world.tracker.port,
                user.passkey,
                info_hash=swarm.info_hash,
                peer_id="-E2E100-dualstack123",
                port=50000,
                compact=1,
                **parameters,
            )
            if "failure reason" in answer:
                raise AssertionError(f"announce over {host}: {answer['failure reason']!r}")
        return answer

    answer = announce_twice(event="started", uploaded=0, downloaded=0, left=SIZE_BYTES)
    check("incomplete in the second answer", answer["incomplete"], 1)
    check("counts after two starts", swarm.counts(), (0, 1, 0))

    announce_twice(uploaded=70_000, downloaded=400_000, left=SIZE_BYTES - 400_000)
    announce_twice(event="completed", uploaded=90_000, downloaded=SIZE_BYTES, left=0)
    check("counts after two completions", swarm.counts(), (1, 0, 1))

    announce_twice(event="stopped", uploaded=90_000, downloaded=SIZE_BYTES, left=0)
    check("counts after two stops", swarm.counts(), (0, 0, 1))
    check_eventually(
        "books: snatches, active, left", lambda: swarm.books.state(user.user_id), (1, 0, 0)
    )
    found = swarm.books.history(user.user_id)
    check("downloaded, uploaded", found, (SIZE_BYTES, 90_000))
    check("the same in all", swarm.books.user(user.user_id), found)
    check("books of the torrent", swarm.books.torrent(), (0, 0, 1))
