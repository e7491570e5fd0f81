#!/usr/bin/env python3
"""Consistent hashing, the reference of episode 6: Python that is there to disagree.

The talk's own answers come from C++. This file follows the same rules and shares no code with it, so where
both say the same, both are probably right.

    python3 consistent_hashing.py                     the episode's numbers, about ten seconds
    python3 consistent_hashing.py --keys 10000        the same over fewer keys, at once
    python3 consistent_hashing.py --servers 3 --vnodes 1 --owner user:123

As a module:

    ring = ConsistentHashRing()
    ring.add_server("server-0")                       or add_server("server-0", vnodes=160)
    ring.get_server("user:123")                       the server's name, or None while the ring is empty
    ring.remove_server("server-0")                    raises Refused("server-unknown") for a stranger

Words: the circle is all 2**64 hash values, 0 following the last; a token is a position that speaks for a
server; a virtual node is one of the V tokens a server has; a key's owner is the server of the first token
at or after the key's hash, clockwise. Standard library only; the xxhash package is used when it is there.
"""

import argparse
import re
from bisect import bisect_left
from fractions import Fraction
from math import lcm
from struct import unpack_from

try:
    from xxhash import xxh64_intdigest  # the same hash, some twenty times faster
except ImportError:
    xxh64_intdigest = None

CIRCLE = 2**64  # positions on the ring
MAX_VNODES = 10_000  # of one server
MAX_TOKENS = 1_000_000  # of one ring
MAX_TEXT_BYTES = 16 * 1024 * 1024


class Refused(ValueError):
    """A question that has no answer; `code` is one of the refusals every engine of the project gives."""

    def __init__(self, code):
        super().__init__(code)
        self.code = code


def well_formed(text):
    """`text` as its UTF-8 bytes decode: halves of surrogate pairs that stand alone become U+FFFD."""
    if text.isascii():
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def xxh64(text, seed=0):
    """XXH64 of the UTF-8 bytes of `text`. Stable everywhere, as Python's own salted hash() is not."""
    if not 0 <= seed < CIRCLE:
        raise Refused("seed-out-of-range")
    data = text if isinstance(text, bytes) else well_formed(text).encode("utf-8")
    if len(data) > MAX_TEXT_BYTES + len("-9999"):  # a label is a name and its virtual node's number
        raise Refused("text-too-long")
    return (xxh64_intdigest or xxh64_of_bytes)(data, seed)


# [class]
class ConsistentHashRing:
    """A key belongs to the first token at or after its hash."""

    def __init__(self):
        self.servers = {}  # name -> its number of tokens
        self.tokens = []  # (position, name), always sorted

    def add_server(self, server, vnodes=100):
        server = self._admit(server, vnodes)
        hashes = [xxh64(f"{server}-{i}") for i in range(vnodes)]
        self.servers[server] = vnodes
        self.tokens += [(h, server) for h in hashes]
        self.tokens.sort()

    def remove_server(self, server):
        server = self._member(server)
        del self.servers[server]
        self.tokens = [t for t in self.tokens if t[1] != server]

    def get_server(self, key):
        if not self.tokens:
            return None
        i = bisect_left(self.tokens, (xxh64(key),))  # first >=
        return self.tokens[i % len(self.tokens)][1]  # or wrap
    # [/class]

    # (hash,) sorts just before every (hash, name): hence >=. Two servers at one position are two tokens, in
    # the order of their names, by code point and so by UTF-8 bytes; a dict from position to server, as it is
    # often written, would lose one of them.

    def _admit(self, server, vnodes):
        """The name as it will join; refuses an empty one, a member, and too few or too many tokens."""
        if not (server := well_formed(server)):
            raise Refused("server-name-empty")
        if len(server.encode("utf-8")) > MAX_TEXT_BYTES:
            raise Refused("text-too-long")
        if server in self.servers:
            raise Refused("server-exists")
        if type(vnodes) is not int or not 1 <= vnodes <= MAX_VNODES:  # True is no number of tokens
            raise Refused("vnodes-out-of-range")
        if len(self.tokens) + vnodes > MAX_TOKENS:
            raise Refused("too-many-points")
        return server

    def _member(self, server):
        server = well_formed(server)
        if server not in self.servers:
            raise Refused("server-unknown")
        return server

    def add_at(self, server, positions):
        """Adds `server` at the given positions, equal ones included."""
        if not all(type(p) is int and 0 <= p < CIRCLE for p in positions):
            raise Refused("position-out-of-range")
        server = self._admit(server, len(positions))
        self.servers[server] = len(positions)
        self.tokens = sorted(self.tokens + [(p, server) for p in positions])

    def add_plain(self, server):
        """Adds `server` at one point, the hash of its bare name: slide 10, and slide 12's bad example."""
        self.add_at(server, [xxh64(server)])

    def successor(self, position):
        """Index of the first token at or after `position`, past the last one 0; None on an empty ring."""
        if not self.tokens:
            return None
        return bisect_left(self.tokens, (position,)) % len(self.tokens)

    def owner_of(self, position):
        """The server that owns `position`; None on an empty ring. O(log tokens)."""
        i = self.successor(position)
        return None if i is None else self.tokens[i][1]

    def preference(self, key, count):
        """The first `count` different servers clockwise of `key`: owner, then replicas."""
        if type(count) is not int or count < 0:
            raise Refused("count-out-of-range")
        met = {}
        start = self.successor(xxh64(key)) or 0
        for token in self.tokens[start:] + self.tokens[:start]:
            if len(met) >= min(count, len(self.servers)):
                break
            met.setdefault(token[1])
        return list(met)

    def arcs(self):
        """How many of the 2**64 positions each server owns. They sum to the circle."""
        owned = dict.fromkeys(self.servers, 0)
        for i, (position, server) in enumerate(self.tokens):
            way = position - self.tokens[i - 1][0]  # a token owns the way from the one before it
            owned[server] += way if i else way + CIRCLE  # the first one's crosses zero
        return owned


def modulo(key, servers):
    """Slide 3: the server's number when the address is hash % N."""
    if servers < 1:
        raise Refused("servers-out-of-range")
    return xxh64(key) % servers


def moved_by_modulo(before, after):
    """Exact share of keys whose hash % N changes. A key stays iff hash mod lcm(N, M) < min(N, M)."""
    return 1 - Fraction(min(before, after), lcm(before, after))


def moved_by_ring(before, after):
    """How many of the 2**64 positions change owner from one ring to another, exactly."""
    ends = sorted({position for position, _ in before.tokens + after.tokens})
    # Between two neighbouring ends nothing changes, so the owner of each end speaks for the way to it.
    way_to = {end: end - ends[i - 1] if i else end - ends[-1] + CIRCLE for i, end in enumerate(ends)}
    return sum(way for end, way in way_to.items() if before.owner_of(end) != after.owner_of(end))


def position_at_degrees(degrees):
    """floor(d * 2**64 / 360) of a decimal text, taken exactly: a float would miss 120 degrees."""
    # Borders lie at multiples of 45 / 2**61 degrees, so decimals past the 61st change no answer.
    digits = re.fullmatch(r"0*([0-9]{1,3})(?:(\.[0-9]{1,61})[0-9]*)?", degrees)
    if not digits or int(digits[1]) >= 360:
        raise Refused("position-out-of-range")
    return Fraction(digits[1] + (digits[2] or "")) * CIRCLE // 360


# XXH64, Yann Collet's specification: github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md
_P1, _P2, _P3 = 0x9E3779B185EBCA87, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9
_P4, _P5 = 0x85EBCA77C2B2AE63, 0x27D4EB2F165667C5
_MASK = CIRCLE - 1


def _round(lane, word):
    lane = (lane + word * _P2) & _MASK
    return ((lane << 31 | lane >> 33) * _P1) & _MASK


def xxh64_of_bytes(data, seed=0):
    """XXH64 in Python integers, masked to 64 bits where C would wrap."""
    size, at, h = len(data), 0, seed + _P5
    if size >= 32:
        lanes = [seed + _P1 + _P2, seed + _P2, seed, seed - _P1]
        words = unpack_from(f"<{size // 32 * 4}Q", data)
        for stripe in range(0, len(words), 4):
            lanes = [_round(lane, words[stripe + n]) for n, lane in enumerate(lanes)]
        h = sum((lane << n | lane >> (64 - n)) & _MASK for lane, n in zip(lanes, (1, 7, 12, 18)))
        for lane in lanes:
            h = ((h ^ _round(0, lane)) * _P1 + _P4) & _MASK
        at = len(words) * 8
    h = (h + size) & _MASK
    while at + 8 <= size:
        h ^= _round(0, int.from_bytes(data[at : at + 8], "little"))
        h = ((h << 27 | h >> 37) * _P1 + _P4) & _MASK
        at += 8
    if at + 4 <= size:
        h ^= (int.from_bytes(data[at : at + 4], "little") * _P1) & _MASK
        h = (((h << 23 | h >> 41) & _MASK) * _P2 + _P3) & _MASK
        at += 4
    for byte in data[at:]:
        h ^= (byte * _P5) & _MASK
        h = (((h << 11 | h >> 53) & _MASK) * _P1) & _MASK
    h = ((h ^ h >> 33) * _P2) & _MASK
    h = ((h ^ h >> 29) * _P3) & _MASK
    return h ^ h >> 32


def ring_of(count, vnodes):
    """The ring of server-0, server-1 ... that the episode's numbers are about."""
    ring = ConsistentHashRing()
    for i in range(count):
        ring.add_server(f"server-{i}", vnodes)
    return ring


def report(servers, vnodes, keys):
    """Prints what slides 3, 4, 8, 9, 11 and 12 claim, computed here and now."""
    at = xxh64("user:123")
    print(f"XXH64('user:123') = {at:016x}, {at / CIRCLE * 360:.3f} degrees;", end=" ")
    print(f"{at % 100} mod 100, {at % 101} mod 101")
    for more in (1, 2):
        share = moved_by_modulo(servers, servers + more)
        print(f"hash % N, {servers} -> {servers + more} servers moves {share} = {float(share):.5%}")
    drawn, grown = ConsistentHashRing(), ConsistentHashRing()
    degrees = {"A": "45", "B": "180", "C": "120"}
    for ring, servers_there in ((drawn, "AB"), (grown, "ABC")):
        for server in servers_there:
            ring.add_at(server, [position_at_degrees(degrees[server])])
    print(f"ring of slide 8, C at 120 degrees moves {moved_by_ring(drawn, grown) / CIRCLE:.4%}")

    before, after = ring_of(servers, vnodes), ring_of(servers + 1, vnodes)
    by_modulo = by_ring = elsewhere = scanned = 0
    load = dict.fromkeys(before.servers, 0)
    for n in range(keys):
        position = xxh64(f"user:{n}")
        by_modulo += position % servers != position % (servers + 1)
        i = before.successor(position)
        old, new = before.tokens[i][1], after.owner_of(position)
        by_ring += old != new
        elsewhere += old != new and new in before.servers
        # What a loop from the first token would look at; past the last one it has looked at all
        scanned += i + 1 if i or position <= before.tokens[0][0] else len(before.tokens)
        load[old] += 1
    print(f"{keys:,} keys, {servers} -> {servers + 1} servers of {vnodes} virtual nodes")
    print(f"  hash % N moves {by_modulo:,}; the ring {by_ring:,}, {elsewhere:,} of them between old servers")
    print(f"  of the circle, {moved_by_ring(before, after) / CIRCLE:.5%} changes owner, exactly")
    print(f"  load before, idlest to busiest: {min(load.values()):,} to {max(load.values()):,} keys")
    print(f"  a loop looks at {scanned / keys:,.0f} of {len(before.tokens):,} tokens on average;", end=" ")
    print(f"bisect at {len(before.tokens).bit_length()} or fewer")
    plain = ConsistentHashRing()
    for name in ("Server A", "Server B", "Server C"):
        plain.add_plain(name)
    shares = (f"{server} owns {arc / CIRCLE:.1%}" for server, arc in plain.arcs().items())
    print("one position each:", ", ".join(shares))


def main():
    as_written = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=as_written)
    parser.add_argument("--servers", type=int, default=100, metavar="N", help="servers (100)")
    parser.add_argument("--vnodes", type=int, default=100, metavar="V", help="virtual nodes of each (100)")
    parser.add_argument("--keys", type=int, default=1_000_000, metavar="K", help="keys user:0 ... (1000000)")
    parser.add_argument("--owner", metavar="KEY", help="print who owns KEY among the N servers, and stop")
    options = parser.parse_args()
    try:
        if options.servers < 1 or options.keys < 1:
            raise Refused("count-out-of-range")
        if options.owner is not None:
            print(ring_of(options.servers, options.vnodes).get_server(options.owner))
        else:
            report(options.servers, options.vnodes, options.keys)
    except Refused as refusal:
        parser.error(refusal.code)


if __name__ == "__main__":
    main()
