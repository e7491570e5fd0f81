"""The placements of cpp/ring once more, written to be read and to disagree: lists and loops, no table but Maglev's.

    python3 tests/python/placements.py > tests/vectors/placements.json

writes the answers that the engine is held to (tests/engine/placements.test.js).
"""

import json
import math
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "slides"))

from consistent_hashing import CIRCLE, xxh64  # noqa: E402  (the path above comes first)


def fnv1a(text):
    h = 0xCBF29CE484222325
    for byte in text.encode("utf-8"):
        h = (h ^ byte) * 0x100000001B3 % CIRCLE
    return h


HASHES = {"xxh64": xxh64, "fnv-1a": fnv1a, "xxh64-16-bit": lambda text: xxh64(text) >> 48 << 48}


class Placement:
    """Servers as a list of [name, weight] in order of joining, and a set of those that are down."""

    def __init__(self, **rules):
        self.rules, self.servers, self.down = rules, [], set()

    def add(self, name, weight=1):
        self.servers.append([name, weight])

    def remove(self, name):
        self.servers = [server for server in self.servers if server[0] != name]
        self.down.discard(name)

    def up(self):
        return [server for server in self.servers if server[0] not in self.down]

    def owners(self, hashes):
        return [self.owner(h) for h in hashes]


class Numbered(Placement):
    def remove(self, name):
        """The last server takes the number of the one that leaves."""
        i = [server[0] for server in self.servers].index(name)
        self.servers[i] = self.servers[-1]
        self.servers.pop()
        self.down.discard(name)

    def owner(self, h):
        name = self.servers[self.number(h, len(self.servers))][0]
        return None if name in self.down else name


class Modulo(Numbered):
    def number(self, h, n):
        return h % n


class Jump(Numbered):
    def number(self, key, n):
        """Lamping and Veach 2014, figure 1."""
        b, j = -1, 0
        while j < n:
            b = j
            key = (key * 2862933555777941757 + 1) % CIRCLE
            j = int((b + 1) * (float(1 << 31) / float((key >> 33) + 1)))
        return b


class Ring(Placement):
    def tokens(self):
        """Built anew for every question, from every server, whether down or not."""
        points, separator = self.rules.get("points", 100), self.rules.get("separator", "-")
        place = HASHES[self.rules.get("hash", "xxh64")]
        return sorted(
            (place(f"{name}{separator}{i}"), name)
            for name, weight in self.servers
            for i in range(max(1, math.floor(weight * points + 0.5)))
        )

    def clockwise(self, tokens, h):
        """All tokens from the first that a key with this hash meets."""
        strictly = self.rules.get("tie") == "after"
        first = next((i for i, (p, _) in enumerate(tokens) if p > h or (p == h and not strictly)), 0)
        return [name for _, name in tokens[first:] + tokens[:first]]

    def owners(self, hashes):
        tokens = self.tokens()
        return [next((n for n in self.clockwise(tokens, h) if n not in self.down), None) for h in hashes]


class BoundedLoad(Ring):
    def owners(self, hashes):
        tokens, factor = self.tokens(), self.rules.get("factor", 1.25)
        total = sum(weight for _, weight in self.up())
        room = {name: math.ceil(factor * len(hashes) * weight / total) for name, weight in self.up()}
        owners = []
        for h in hashes:
            name = next(n for n in self.clockwise(tokens, h) if room.get(n, 0) > 0)
            room[name] -= 1
            owners.append(name)
        return owners


class Rendezvous(Placement):
    def owner(self, h):
        def score(server):
            name, weight = server
            z = h ^ xxh64(name)
            z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9 % CIRCLE
            z = (z ^ z >> 27) * 0x94D049BB133111EB % CIRCLE
            z ^= z >> 31
            return weight / -math.log(((z >> 12) + 0.5) / 2**52)

        return max(self.up(), key=score)[0]


class Maglev(Placement):
    def owners(self, hashes):
        size = self.rules.get("tableSize", 65_537)
        up = sorted(self.up(), key=lambda server: server[0].encode("utf-8"))
        total = sum(weight for _, weight in up)
        shares = [weight / total for _, weight in up]
        wants = []
        for name, _ in up:
            offset, skip = xxh64(name) % size, xxh64(name, 1) % (size - 1) + 1
            wants.append(iter([(offset + j * skip) % size for j in range(size)]))
        due, table, turn, largest = [0.0] * len(up), {}, 0, max(shares)
        while len(table) < size:
            turn += 1
            for i, (name, _) in enumerate(up):
                if len(table) == size or turn * shares[i] < due[i]:
                    continue
                due[i] += largest
                table[next(entry for entry in wants[i] if entry not in table)] = name  # goes on where it stopped
        return [table[h % size] for h in hashes]


KINDS = {
    "modulo": Modulo,
    "jump": Jump,
    "ring": Ring,
    "rendezvous": Rendezvous,
    "maglev": Maglev,
    "bounded-load": BoundedLoad,
}

EQUAL = [[f"server-{i}", 1] for i in range(9)]
WEIGHTED = [["a", 3], ["a-1", 1], [" b ", 2], ["größe", 1.5], ["𝕏", 0.25], ["__proto__", 7]]
LEAVING = [["add", "newcomer", 2], ["remove", "server-4"], ["down", "server-7"]]

CASES = [
    *({"kind": kind, "servers": EQUAL, "steps": []} for kind in KINDS),
    *({"kind": kind, "servers": EQUAL, "steps": LEAVING} for kind in KINDS),
    *({"kind": kind, "servers": WEIGHTED, "steps": [["down", "a-1"]]} for kind in KINDS),
    {"kind": "ring", "separator": "_", "points": 7, "tie": "after", "servers": WEIGHTED, "steps": []},
    {"kind": "ring", "hash": "fnv-1a", "points": 20, "servers": EQUAL, "steps": []},
    {"kind": "ring", "hash": "xxh64-16-bit", "points": 1000, "servers": EQUAL, "steps": []},
    {"kind": "maglev", "tableSize": 251, "servers": WEIGHTED, "steps": [["remove", "a"]]},
    {"kind": "bounded-load", "points": 3, "factor": 1, "servers": EQUAL, "steps": LEAVING},
    {"kind": "bounded-load", "points": 3, "factor": 1.1, "servers": WEIGHTED, "steps": []},
]

KEYS = [f"user:{i}" for i in range(150)]


def answer(case):
    """The names of the owners of all keys after the steps; null for nobody."""
    rules = {name: value for name, value in case.items() if name not in ("kind", "servers", "steps")}
    placement = KINDS[case["kind"]](**rules)
    for name, weight in case["servers"]:
        placement.add(name, weight)
    for step, *said in case["steps"]:
        {"add": placement.add, "remove": placement.remove, "down": placement.down.add}[step](*said)
    return placement.owners([HASHES[rules.get("hash", "xxh64")](key) for key in KEYS])


def written():
    """The vectors: owners as places in `names`, which are all that were ever there."""
    lines = []
    for case in CASES:
        names = [name for name, _ in case["servers"]] + [s[1] for s in case["steps"] if s[0] == "add"]
        owners = [-1 if owner is None else names.index(owner) for owner in answer(case)]
        lines.append(json.dumps({**case, "names": names, "owners": owners}, ensure_ascii=True))
    head = '{"written_by": "tests/python/placements.py", "keys": {"prefix": "user:", "count": %d},\n' % len(KEYS)
    return head + '"cases": [\n' + ",\n".join(lines) + "\n]}\n"


if __name__ == "__main__":
    sys.stdout.write(written())
