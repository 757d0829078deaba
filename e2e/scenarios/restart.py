"""The tracker is stopped and started in the middle of a transfer; not a byte goes astray."""

from clients.peers import Aria2, Libtorrent
from scenarios import transfer
from support.checks import await_that, check, check_eventually, check_that
from support.swarm import Swarm

SIZE_BYTES = 20_000_000
# Slow enough for a restart in between, fast enough for a short test.
UPLOAD_BYTES_PER_SECOND = 1_500_000


def run(world):
    swarm = Swarm(world, "restart", SIZE_BYTES)
    seeder = swarm.peer(
        Libtorrent, "seeder", seeds=True, upload_bytes_per_second=UPLOAD_BYTES_PER_SECOND
    )
    downloaders = [swarm.peer(Aria2, "aria2"), swarm.peer(Libtorrent, "libtorrent")]
    for peer in downloaders:
        peer.start()
    check_eventually("counts before the seeder comes", swarm.counts, (0, 2, 0))
    seeder.start()

    users = [peer.user.user_id for peer in downloaders]
    booked = await_that(
        "a part of the transfer is in the books",
        lambda: sum(swarm.books.user(user)[0] for user in users),
        seconds=60,
    )
    check_that("booked before the stop, less than all", booked < 2 * SIZE_BYTES, booked)
    finished = [peer.name for peer in downloaders if peer.has_payload()]
    check("finished before the stop", finished, [])
    check("tracker: exit code after SIGTERM", world.tracker.stop(), 0)

    world.tracker.start()
    check("peers remembered", sum(swarm.counts()[:2]), 3)
    for peer in downloaders:
        peer.await_payload(transfer.TRANSFER_SECONDS)
        check_that(f"{peer.name}: SHA-256", peer.has_payload(), "right")

    transfer.leave(swarm, [*downloaders, seeder])
    transfer.check_books(world, swarm, seeder, downloaders)
