"""Expectations: each is printed when it holds and ends the run when it doesn't."""

import time


def check(what, found, expected):
    """Holds when found equals expected."""
    if found != expected:
        raise AssertionError(f"{what}: found {found!r} (expected: {expected!r})")
    print(f"  {what}: {found!r}", flush=True)


def check_that(what, holds, found):
    """Holds when the second argument is true; found is what is printed."""
    if not holds:
        raise AssertionError(f"{what}: found {found!r}")
    print(f"  {what}: {found!r}", flush=True)


def check_eventually(what, find, expected, seconds=40):
    """Holds when find() equals expected within so many seconds."""
    deadline = time.monotonic() + seconds
    found = find()
    while found != expected and time.monotonic() < deadline:
        time.sleep(0.1)
        found = find()
    if found != expected:
        raise AssertionError(f"{what}: after {seconds} s {found!r} (expected: {expected!r})")
    print(f"  {what}: {found!r}", flush=True)


def await_that(what, condition, seconds):
    """Returns the first true value of the condition, tried for so many seconds."""
    deadline = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > deadline:
            raise AssertionError(f"{what}: not within {seconds} s")
        time.sleep(0.1)
