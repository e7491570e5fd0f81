#!/usr/bin/env python3
"""What the reference answers to 100,000 look-ups: the proof of slide 11.

The ring has given positions, sixteen of them shared by two servers. 99,000 keys are ordinary, user:0 ...; 1,000
are made for the purpose: on a token, one past it, one before it, past the last token and before the first. The
page asks the C++ the same and compares.

    python3 lookup_vectors.py > vectors.bin

One line of JSON (servers in the order of joining, each with its positions in hex; how many keys of which kind),
then the made positions, 8 bytes each, little-endian; then every answer as two bits, the server's number, four to
a byte, lowest first: the made ones first, then the ordinary ones.
"""

import json
import sys

from consistent_hashing import CIRCLE, ConsistentHashRing, xxh64

SERVERS = ["server-A", "server-B", "server-C", "server-D"]
TOKENS = 48  # of each server
SHARED = 16  # positions that have two of them
ORDINARY, MADE = 99_000, 1_000


def positions():
    """Each server's positions; every third one of server-A's is server-D's too, who joins last."""
    at = {name: [xxh64(f"{name}-{i}") for i in range(TOKENS)] for name in SERVERS}
    at["server-D"][:SHARED] = at["server-A"][::3][:SHARED]
    return at


def made(tokens):
    """Positions where look-ups go wrong, when they do."""
    on = sorted({position for position, _ in tokens})
    first, last = on[0], on[-1]
    around = on + [p + 1 for p in on] + [(p - 1) % CIRCLE for p in on]
    left = MADE - len(around)
    past = [last + (CIRCLE - last) * i // (left - left // 4) for i in range(left - left // 4)]
    before = [first * i // (left // 4) for i in range(left // 4)]
    return (around + past + before)[:MADE]


def main():
    ring = ConsistentHashRing()
    at = positions()
    for name in SERVERS:
        ring.add_at(name, at[name])
    special = made(ring.tokens)
    assert len(special) == MADE and all(0 <= p < CIRCLE for p in special)
    ordinary = (xxh64(f"user:{n}") for n in range(ORDINARY))
    number = {name: i for i, name in enumerate(SERVERS)}
    answers = [number[ring.owner_of(p)] for p in special]
    answers += [number[ring.owner_of(p)] for p in ordinary]
    servers = [{"name": name, "positions": [f"{p:016x}" for p in at[name]]} for name in SERVERS]
    head = {"servers": servers, "prefix": "user:", "ordinary": ORDINARY, "made": MADE}
    out = sys.stdout.buffer
    out.write(json.dumps(head, separators=(",", ":")).encode() + b"\n")
    out.write(b"".join(p.to_bytes(8, "little") for p in special))
    out.write(bytes(sum(a << 2 * j for j, a in enumerate(answers[i : i + 4])) for i in range(0, len(answers), 4)))


if __name__ == "__main__":
    main()
