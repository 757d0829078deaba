"""Announces and scrapes made by hand, and their bencoded answers."""

import http.client
import urllib.parse

import libtorrent


def announce(host, port, passkey, /, user_agent="e2e/1.0", **parameters):
    """The answer to one announce, a dictionary with text keys."""
    return _get(host, port, f"/announce/{passkey}", parameters, user_agent)


def scrape(host, port, passkey, info_hash):
    """What a scrape says of one torrent, a dictionary with text keys."""
    answer = _get(host, port, f"/scrape/{passkey}", {"info_hash": info_hash}, "e2e/1.0")
    return _with_text_keys(answer["files"][info_hash])


def _get(host, port, path, parameters, user_agent):
    query = urllib.parse.urlencode(parameters, quote_via=urllib.parse.quote)
    connection = http.client.HTTPConnection(host, port, timeout=10)
    try:
        connection.request("GET", f"{path}?{query}", headers={"User-Agent": user_agent})
        response = connection.getresponse()
        body = response.read()
    finally:
        connection.close()
    if response.status != 200:
        raise AssertionError(f"GET {path}: {response.status} {body!r}")
    return _with_text_keys(libtorrent.bdecode(body))


def _with_text_keys(dictionary):
    return {key.decode("ascii"): value for key, value in dictionary.items()}
