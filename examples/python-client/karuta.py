"""The tracker's admin API for a site in Python. Copy this file: it needs nothing but Python 3.8."""

import http.client
import json
import ssl
import urllib.parse
import uuid


class Refused(Exception):
    """The tracker did not do it: status, code such as "conflict", and what is wrong by field."""

    def __init__(self, status, answer):
        super().__init__("%s: %s" % (status, answer.get("message", "")))
        self.status = status
        self.code = answer.get("error", "")
        self.fields = answer.get("fields", {})


class Karuta:
    def __init__(self, url, token, certificate=None, timeout=30):
        """url such as https://127.0.0.1:6970; certificate: the file to trust, if not a public one."""
        address = urllib.parse.urlsplit(url)
        self.host, self.port = address.hostname, address.port or 443
        self.token = token.strip()
        self.timeout = timeout
        self.tls = ssl.create_default_context(cafile=certificate)

    # --- torrents, users, clients ----------------------------------------------------------------

    def put_torrent(self, torrent_id, info_hash, name, **more):
        """Registers or replaces; more: status, reason, upload_percent, download_percent."""
        return self.call("PUT", "/v1/torrents/" + info_hash,
                         dict(more, torrent_id=torrent_id, name=name))

    def change_torrent(self, info_hash, **fields):
        return self.call("PATCH", "/v1/torrents/" + info_hash, fields)

    def delete_torrent(self, info_hash):
        self.call("DELETE", "/v1/torrents/" + info_hash)

    def put_user(self, user_id, passkey, name, **more):
        """Adds or replaces; more: enabled, can_leech, upload_percent, download_percent."""
        return self.call("PUT", "/v1/users/%d" % user_id, dict(more, passkey=passkey, name=name))

    def change_user(self, user_id, **fields):
        return self.call("PATCH", "/v1/users/%d" % user_id, fields)

    def delete_user(self, user_id):
        self.call("DELETE", "/v1/users/%d" % user_id)

    def increase_totals(self, user_id, key=None, **by):
        """Adds to uploaded, credited_uploaded and so on. With a key of your own, such as
        "bonus-4711", it is added once however often you call."""
        return self.call("POST", "/v1/users/%d/totals/increase" % user_id, by, key=key)

    def put_client(self, prefix, name):
        """Lets clients announce whose peer ids begin with the prefix."""
        return self.call("PUT", "/v1/clients/" + urllib.parse.quote(prefix, safe=""),
                         {"name": name})

    # --- many at once ----------------------------------------------------------------------------

    def bulk(self, kind, items, atomic=False, key=None):
        """kind: torrents, users, clients or tokens; items: {"op": "put" | "patch" | "delete", ...}.
        Answers what became of each."""
        return self.call("POST", "/v1/%s/bulk" % kind, {"atomic": atomic, "items": items}, key=key)

    def reconcile(self, kind, items, dry_run=False):
        """Makes the tracker hold these and no others; answers how many were created, changed and
        removed. With dry_run it only tells."""
        query = "?dry_run=true" if dry_run else ""
        return self.call("POST", "/v1/%s/reconcile%s" % (kind, query), {"items": items})

    # --- counts ----------------------------------------------------------------------------------

    def counts(self, since=None):
        """{"change", "complete", "items": [{torrent_id, seeders, leechers, snatches, ...}]}: of all
        torrents, or of those that changed since an earlier answer's change."""
        query = "?since=" + urllib.parse.quote(since) if since else ""
        return self.call("GET", "/v1/counts" + query)

    def events(self, change):
        """Waits for changes and yields them: event (counts, removed or reset), change, items. Ends
        when the tracker does; go on with the last change that you have seen."""
        connection = self.connection()
        connection.request("GET", "/v1/counts/events", headers=dict(
            self.headers(), Accept="text/event-stream", **{"Last-Event-ID": change}))
        answer = connection.getresponse()
        if answer.status != 200:
            raise Refused(answer.status, json.loads(answer.read() or b"{}"))
        try:
            event, data = "message", []
            for line in answer:
                field, _, value = line.decode("utf-8").rstrip("\r\n").partition(":")
                value = value[1:] if value.startswith(" ") else value
                if field == "event":
                    event = value
                elif field == "id":
                    change = value
                elif field == "data":
                    data.append(value)
                elif field == "" and value == "" and data:
                    yield event, change, json.loads("\n".join(data))
                    event, data = "message", []
        finally:
            connection.close()

    # --- how calls are made ----------------------------------------------------------------------

    def call(self, method, path, body=None, key=None):
        """One call; its answer as Python values."""
        headers = self.headers()
        if method in ("POST", "PATCH"):
            # The tracker does it once, so a call whose answer is lost can be made again.
            headers["Idempotency-Key"] = key or str(uuid.uuid4())
        if body is not None:
            headers["Content-Type"] = "application/json"
            body = json.dumps(body).encode("utf-8")
        connection = self.connection()
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            text = answer.read()
        finally:
            connection.close()
        value = json.loads(text) if text else {}
        if answer.status >= 400:
            raise Refused(answer.status, value)
        return value

    def headers(self):
        return {"Authorization": "Bearer " + self.token}

    def connection(self):
        return http.client.HTTPSConnection(
            self.host, self.port, timeout=self.timeout, context=self.tls)
