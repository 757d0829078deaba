"""Ports that nothing listens on."""

import socket

_given = set()


def free_port():
    """A port that is free on both loopback addresses now, and is given to nobody else."""
    while True:
        with socket.create_server(("127.0.0.1", 0)) as ipv4:
            port = ipv4.getsockname()[1]
            if port not in _given and _free_on_ipv6(port):
                _given.add(port)
                return port


def listens(port):
    """Whether something takes connections on the port."""
    for host in ("127.0.0.1", "::1"):
        try:
            socket.create_connection((host, port), timeout=2).close()
            return True
        except OSError:
            continue
    return False


def _free_on_ipv6(port):
    try:
        socket.create_server(("::1", port), family=socket.AF_INET6).close()
        return True
    except OSError:
        return False
