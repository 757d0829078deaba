"""A tiny site: tells the tracker what it has, and listens to how its torrents fare."""

import os
import sys

from karuta import Karuta, Refused

# What a site keeps in its database.
USERS = [{"user_id": 1, "passkey": "0123456789abcdef0123456789abcdef", "name": "alice"}]
TORRENTS = [
    {
        "torrent_id": 1,
        "info_hash": "e940a7a57294e4c98f62514b32611e38181b6cae",
        "name": "Torrent.Name-GROUP",
    }
]


def main(events):
    with open(os.environ["KARUTA_CREDENTIAL_FILE"]) as file:
        token = file.read()
    tracker = Karuta(
        os.environ["KARUTA_ADMIN_URL"], token, os.environ.get("KARUTA_ADMIN_CERTIFICATE"))

    # Somebody signs up, and uploads a torrent; clients of one kind may announce.
    tracker.put_client("-DE", "Deluge")
    for user in USERS:
        tracker.put_user(**user)
    for torrent in TORRENTS:
        tracker.put_torrent(**torrent)
    print("registered")

    # A bonus, given once however often this line runs.
    totals = tracker.increase_totals(1, key="welcome-1", credited_uploaded=5_000_000_000)
    print("credit of alice: %d" % totals["credited_uploaded"])

    # What is refused says why.
    try:
        tracker.put_user(2, USERS[0]["passkey"], "bob")
    except Refused as refused:
        print("refused: %s, %s" % (refused.code, ", ".join(refused.fields)))

    # At night: does the tracker hold what the site has? If not, it does now.
    done = tracker.reconcile("torrents", TORRENTS)
    print("reconciled: %(created)d created, %(changed)d changed, %(removed)d removed" % done)

    # Counts: all of them once, then those that change.
    counts = tracker.counts()
    for item in counts["items"]:
        print("torrent %(torrent_id)d: %(seeders)d seeders, %(leechers)d leechers" % item)
    if events:
        print("listening", flush=True)
        for event, change, items in tracker.events(counts["change"]):
            for item in items if event == "counts" else []:
                print("torrent %(torrent_id)d: %(seeders)d seeders, %(leechers)d leechers" % item,
                      flush=True)
                events -= 1
                if events == 0:
                    return


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 0)
