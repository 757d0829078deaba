"""Real clients share a file; the counts, the scrape and the books are right."""

from clients.peers import Aria2, Libtorrent, Transmission
from support import announces
from support.checks import check, check_eventually, check_that
from support.swarm import Swarm

SIZE_BYTES = 20_000_000
TRANSFER_SECONDS = 120


def ipv4(world):
    """One seeder, three downloaders, three different clients, over IPv4."""
    swarm = Swarm(world, "ipv4", SIZE_BYTES)
    downloaders = [
        swarm.peer(Transmission, "transmission"),
        swarm.peer(Aria2, "aria2"),
        swarm.peer(Libtorrent, "libtorrent"),
    ]
    _share(world, swarm, swarm.peer(Libtorrent, "seeder", seeds=True), downloaders, "127.0.0.1")


def ipv6(world):
    """The same over IPv6, with the clients that can do without IPv4."""
    swarm = Swarm(world, "ipv6", SIZE_BYTES, host="::1")
    downloaders = [swarm.peer(Aria2, "aria2"), swarm.peer(Libtorrent, "libtorrent")]
    _share(world, swarm, swarm.peer(Libtorrent, "seeder", seeds=True), downloaders, "::1")


def _share(world, swarm, seeder, downloaders, host):
    for peer in downloaders:
        peer.start()
    count = len(downloaders)
    check_eventually("counts before the seeder comes", swarm.counts, (0, count, 0))

    seeder.start()
    for peer in downloaders:
        peer.await_payload(TRANSFER_SECONDS)
        check_that(f"{peer.name}: SHA-256", peer.has_payload(), "right")
    check_eventually("counts with everybody seeding", swarm.counts, (count + 1, 0, count))
    scraped = announces.scrape(host, world.tracker.port, seeder.user.passkey, swarm.info_hash)
    found = scraped["complete"], scraped["incomplete"], scraped["downloaded"]
    check("scrape: complete, incomplete, downloaded", found, (count + 1, 0, count))

    leave(swarm, [*downloaders, seeder])
    check_books(world, swarm, seeder, downloaders)


def leave(swarm, peers):
    """Has everybody leave, and checks that the tracker has noticed."""
    for peer in peers:
        peer.leave()
    snatches = len(peers) - 1
    check_eventually("counts after everybody left", swarm.counts, (0, 0, snatches), seconds=60)
    for peer in peers:
        check(f"{peer.name}: exit code", peer.end(), 0)


def check_books(world, swarm, seeder, downloaders):
    """Checks that the database says what the clients said, to the byte, and each thing once."""
    for peer in [*downloaders, seeder]:
        downloaded, uploaded = world.relay.last_words(peer.user.passkey)
        user_id, snatches = peer.user.user_id, 0 if peer is seeder else 1
        check_eventually(
            f"{peer.name}: snatches, active, left",
            lambda user_id=user_id: swarm.books.state(user_id),
            (snatches, 0, 0),
        )
        found = swarm.books.history(user_id)
        check(f"{peer.name}: downloaded, uploaded", found, (downloaded, uploaded))
        check(f"{peer.name}: the same in all", swarm.books.user(user_id), found)
        size_bytes = 0 if peer is seeder else swarm.size_bytes
        if peer.counts_once:
            check(f"{peer.name}: downloaded", downloaded, size_bytes)
        else:
            what = f"{peer.name}: downloaded, at least {size_bytes}"
            check_that(what, downloaded >= size_bytes, downloaded)

    uploaded = sum(swarm.books.history(peer.user.user_id)[1] for peer in [*downloaders, seeder])
    needed = swarm.size_bytes * len(downloaders)
    check_that(f"uploads of all, at least {needed}", uploaded >= needed, uploaded)
    check("books of the torrent", swarm.books.torrent(), (0, 0, len(downloaders)))
