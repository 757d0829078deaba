"""The hook of examples/custom-hook, dropped into plugins/ as a jar, does its work."""

from support import announces
from support.checks import check
from support.swarm import Swarm


def run(world):
    swarm = Swarm(world, "custom-hook", 1000)
    user = swarm.user("client")

    def announce(user_agent):
        return announces.announce(
            "127.0.0.1",
            world.tracker.port,
            user.passkey,
            user_agent=user_agent,
            info_hash=swarm.info_hash,
            peer_id="-E2E100-customhook12",
            port=50000,
            uploaded=0,
            downloaded=0,
            left=0,
        )

    blocked = announce("Xunlei/7.9")
    check("announce of a blocked client", blocked, {"failure reason": b"no leech clients"})
    check("counts after it", swarm.counts(), (0, 0, 0))
    check("announce of another client: complete", announce("e2e/1.0")["complete"], 1)
    check("counts after it", swarm.counts(), (1, 0, 0))
