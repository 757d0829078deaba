"""A BitTorrent client of its own process on libtorrent: the engine of qBittorrent and Deluge.

Usage: libtorrent_peer.py TORRENT FOLDER LISTEN [BYTES_PER_SECOND]

LISTEN is "127.0.0.1:PORT" or "[::1]:PORT". Ends on SIGTERM, once the tracker was told.
"""

import signal
import sys
import time

import libtorrent

STOP_SECONDS = 10


def session_settings(listen):
    return {
        "listen_interfaces": listen,
        "enable_dht": False,
        "enable_lsd": False,
        "enable_upnp": False,
        "enable_natpmp": False,
        # Every peer of the test lives on one address.
        "allow_multiple_connections_per_ip": True,
        # Announce as often as the tracker allows, not every five minutes.
        "min_announce_interval": 1,
        "alert_mask": libtorrent.alert.category_t.tracker_notification
        | libtorrent.alert.category_t.error_notification
        | libtorrent.alert.category_t.status_notification,
    }


def print_alerts(session):
    """Prints what happened and returns the names of it."""
    alerts = session.pop_alerts()
    for alert in alerts:
        print(alert.what(), alert.message(), flush=True)
    return [alert.what() for alert in alerts]


def tell_tracker(session, torrent):
    """Announces "stopped" and waits until the tracker has answered."""
    print_alerts(session)
    torrent.unset_flags(libtorrent.torrent_flags.auto_managed)
    torrent.pause()
    deadline = time.monotonic() + STOP_SECONDS
    while time.monotonic() < deadline:
        session.wait_for_alert(200)
        if any(what.startswith("tracker_reply") for what in print_alerts(session)):
            return
    print("the tracker did not answer the last announce", flush=True)


def main():
    torrent_file, folder, listen = sys.argv[1:4]
    upload_limit = int(sys.argv[4]) if len(sys.argv) > 4 else 0

    stopping = []
    signal.signal(signal.SIGTERM, lambda *_: stopping.append(True))

    session = libtorrent.session(session_settings(listen))
    parameters = libtorrent.add_torrent_params()
    parameters.ti = libtorrent.torrent_info(torrent_file)
    parameters.save_path = folder
    parameters.upload_limit = upload_limit
    torrent = session.add_torrent(parameters)

    while not stopping:
        time.sleep(0.1)
        print_alerts(session)
    tell_tracker(session, torrent)
    status = torrent.status()
    print("uploaded", status.total_payload_upload, "downloaded", status.total_payload_download)


main()
