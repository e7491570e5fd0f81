"""The Python reference under question: slides/consistent_hashing.py, asked in lines of hex.

Reads commands from standard input and answers one line each, as the native program does; which commands
there are and how fields are written: native.cpp, native_protocol.hpp. This one knows those that the kinds
hash, ring, lookup, lookup-hash, modulo, preference, movement, steps and angles need. Answers come from the
public interface of the reference; what is here reads, counts and writes.
"""

import sys
from functools import lru_cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "slides"))

import consistent_hashing as ch  # noqa: E402  (the path above comes first)

NOBODY = 0xFFFFFFFF  # the owner's number on an empty ring

# Scenarios ask about the same keys and servers again and again, and a hash never changes: short texts are
# hashed once. (Without the xxhash package a hash takes microseconds.)
hashed = ch.xxh64
remembered = lru_cache(2**18)(hashed)
ch.xxh64 = lambda text, seed=0: (remembered if len(text) < 100 else hashed)(text, seed)


class Ring(ch.ConsistentHashRing):
    """A ring that remembers whether its servers stand at one point each."""

    def __init__(self, plain=False):
        super().__init__()
        self.plain = plain

    def numbers_of(self, positions):
        """Each position's owner, as its number in order of joining."""
        number = {server: n for n, server in enumerate(self.servers)}
        return [number.get(self.owner_of(position), NOBODY) for position in positions]


RINGS = [Ring() for _ in range(10)]
in_use = 0


def ring():
    return RINGS[in_use]


def text(field):
    return "" if field == "-" else bytes.fromhex(field).decode("utf-8")


def word(name):
    return "null" if name is None else name.encode("utf-8").hex() or "-"


def whole(field, code):
    """A number, which the other side spells with digits alone where it is one."""
    try:
        return int(field)
    except ValueError:
        raise ch.Refused(code) from None


def listed(items):
    items = [str(item) for item in items]
    return " ".join([str(len(items)), *items])


def texts(fields):
    return [text(field) for field in fields]


def spelled(prefix, start, count):
    prefix, start = text(prefix), int(start)
    return [f"{prefix}{n}" for n in range(start, start + int(count))]


def hashes_of(keys):
    return [ch.xxh64(key) for key in keys]


def positions_given(fields):
    return [whole(field, "position-out-of-range") for field in fields]


def use(number):
    global in_use
    in_use = int(number)
    return "ok"


def new(_hash, plain):
    RINGS[in_use] = Ring(plain == "1")
    return "ok"


def add(name, vnodes):
    join(text(name), vnodes)
    return "ok"


def join(server, vnodes):
    if ring().plain:
        ring().add_plain(server)
    else:
        ring().add_server(server, int(vnodes) if vnodes != "none" else None)


def add_many(prefix, count, vnodes):
    for n in range(int(count)):
        join(f"{text(prefix)}{n}", vnodes)
    return "ok"


def add_at(name, *positions):
    ring().add_at(text(name), positions_given(positions))
    return "ok"


def remove(name):
    ring().remove_server(text(name))
    return "ok"


def preference(key, count):
    return listed(map(word, ring().preference(text(key), whole(count, "count-out-of-range"))))


def tokens():
    number = {server: n for n, server in enumerate(ring().servers)}
    return listed(f"{position}:{number[server]}" for position, server in ring().tokens)


def place(positions):
    return listed(ring().numbers_of(positions))


def digest(positions):
    owners = ring().numbers_of(positions)
    counts = [0] * len(ring().servers)
    for owner in owners:
        if owner != NOBODY:
            counts[owner] += 1
    words = b"".join(owner.to_bytes(4, "little") for owner in owners)
    return f"{ch.xxh64_of_bytes(words)} {listed(owners[:10])} {listed(counts)}"


def remap(before, positions):
    before, after = RINGS[int(before)], ring()
    moved = between = 0
    for position in positions:
        old, new = before.owner_of(position), after.owner_of(position)
        moved += old != new
        between += old != new and old in after.servers and new in before.servers
    return f"{len(positions)} {moved} {between}"


def modulo(servers, keys):
    return listed(ch.modulo(key, int(servers)) for key in keys)


def modulo_remap(before, after, keys):
    before, after = int(before), int(after)
    return f"{len(keys)} {sum(ch.modulo(key, before) != ch.modulo(key, after) for key in keys)} 0"


COMMANDS = {
    "use": use,
    "new": new,
    "add": add,
    "add-many": add_many,
    "add-at": add_at,
    "remove": remove,
    "owner": lambda key: word(ring().get_server(text(key))),
    "owner-at": lambda position: word(ring().owner_of(int(position))),
    "preference": preference,
    "points": lambda: len(ring().tokens),
    "members": lambda: listed(map(word, ring().servers)),
    "tokens": tokens,
    "arcs": lambda: listed(ring().arcs().values()),
    "place": lambda *keys: place(hashes_of(texts(keys))),
    "place-range": lambda *span: place(hashes_of(spelled(*span))),
    "place-at": lambda *positions: place(positions_given(positions)),
    "digest": lambda *keys: digest(hashes_of(texts(keys))),
    "digest-range": lambda *span: digest(hashes_of(spelled(*span))),
    "digest-at": lambda *positions: digest(positions_given(positions)),
    "share": lambda before: ch.moved_by_ring(RINGS[int(before)], ring()),
    "remap": lambda before, *keys: remap(before, hashes_of(texts(keys))),
    "remap-range": lambda before, *span: remap(before, hashes_of(spelled(*span))),
    "hash": lambda seed, *keys: listed(ch.xxh64(key, int(seed)) for key in texts(keys)),
    "angle": lambda degrees: ch.position_at_degrees(text(degrees)),
    "modulo": lambda servers, *keys: modulo(servers, texts(keys)),
    "modulo-range": lambda servers, *span: modulo(servers, spelled(*span)),
    "modulo-remap": lambda before, after, *keys: modulo_remap(before, after, texts(keys)),
    "modulo-remap-range": lambda before, after, *span: modulo_remap(before, after, spelled(*span)),
}


def answer(line):
    command, *fields = line.split()
    if command not in COMMANDS:
        return "error unknown command"
    try:
        return COMMANDS[command](*fields)
    except ch.Refused as refusal:
        return f"refused {refusal.code}"


for line in sys.stdin:
    print(answer(line), flush=True)
