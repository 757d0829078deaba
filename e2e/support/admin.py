"""The admin API as a site's backend calls it: over TLS, with the credential of its file."""

import json
import ssl
import urllib.error
import urllib.request


class AdminApi:
    """Calls of one tracker's admin API."""

    def __init__(self, url, certificate_file, credential):
        self._url = url
        self._credential = credential
        # Trusts nothing but the tracker's own certificate.
        self._tls = ssl.create_default_context(cafile=str(certificate_file))

    def get(self, path):
        """The JSON of a successful GET."""
        status, body = self.call("GET", path)
        if status != 200:
            raise AssertionError(f"GET {path}: {status} {body}")
        return body

    def post(self, path, body):
        """Status of a POST."""
        return self.call("POST", path, body)[0]

    def call(self, method, path, body=None, credential=None):
        """Status and JSON (or text) of any call."""
        request = urllib.request.Request(self._url + path, method=method)
        request.add_header("Authorization", f"Bearer {credential or self._credential}")
        if body is not None:
            request.add_header("Content-Type", "application/json")
            request.data = json.dumps(body).encode()
        opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}), urllib.request.HTTPSHandler(context=self._tls)
        )
        try:
            with opener.open(request, timeout=10) as response:
                return response.status, _parsed(response.read())
        except urllib.error.HTTPError as error:
            return error.code, _parsed(error.read())

    def counts(self, torrent_id):
        """(seeders, leechers, snatches) of one torrent, out of GET /api/counts."""
        for torrent in self.get("/api/counts"):
            if torrent["torrent_id"] == torrent_id:
                return torrent["seeders"], torrent["leechers"], torrent["snatches"]
        raise AssertionError(f"GET /api/counts: no torrent {torrent_id}")


def _parsed(body):
    try:
        return json.loads(body)
    except ValueError:
        return body.decode("utf-8", "replace")
