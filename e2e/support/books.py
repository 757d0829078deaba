"""What the database says of a torrent and its users."""


class Books:
    """The accounting of one torrent, read from the tracker's tables."""

    def __init__(self, database, torrent_id):
        self._database = database
        self._torrent_id = torrent_id

    def user(self, user_id):
        """(downloaded, uploaded) of a user and all torrents, raw bytes."""
        return self._row(f"select downloaded, uploaded from users where user_id = {user_id}")

    def history(self, user_id):
        """(downloaded, uploaded) of a user and the torrent, raw bytes; None before any booking."""
        return self._history(user_id, "downloaded, uploaded")

    def state(self, user_id):
        """(snatches, active, left) of a user and the torrent; None before any booking."""
        return self._history(user_id, "snatches, active + 0, left_bytes")

    def torrent(self):
        """(seeders, leechers, snatches) of the torrent."""
        return self._row(
            "select seeders, leechers, snatches from torrents"
            f" where torrent_id = {self._torrent_id}"
        )

    def _history(self, user_id, columns):
        return self._row(
            f"select {columns} from history"
            f" where user_id = {user_id} and torrent_id = {self._torrent_id}"
        )

    def _row(self, query):
        rows = self._database.ask(query)
        return tuple(int(value) for value in rows[0]) if rows else None
