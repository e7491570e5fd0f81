"""slides/consistent_hashing.py against the vectors every engine is held to, and against its own laws.

    python3 -m unittest discover -s tests/python
"""

import json
import random
import subprocess
import sys
import unittest
from fractions import Fraction
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "slides"))

import consistent_hashing as ch  # noqa: E402  (the path above comes first)


def vectors(name):
    return json.loads((ROOT / "tests" / "vectors" / f"{name}.json").read_text("utf-8"))["scenarios"]


def texts(listed):
    return [text if isinstance(text, str) else text["repeat"][0] * text["repeat"][1] for text in listed]


def keys_of(listed):
    if isinstance(listed, dict):
        return [f"{listed['prefix']}{n}" for n in range(listed.get("from", 0), listed.get("from", 0) + listed["count"])]
    return texts(listed)


def ring_of(spec):
    ring = ch.ConsistentHashRing()
    for server, positions in spec.get("points", {}).items():
        ring.add_at(server, [int(position) for position in positions])
    for server in spec.get("servers") or [f"{spec['prefix']}{i}" for i in range(spec.get("count", 0))]:
        ring.add_plain(server) if spec.get("plain") else ring.add_server(server, spec["vnodes"])
    return ring


def digest(numbers):
    return str(ch.xxh64(b"".join(n.to_bytes(4, "little") for n in numbers)))


def ring_tokens(given):
    return [[str(position), server] for position, server in ring_of(given["ring"]).tokens]


def lookups(given):
    ring = ring_of(given["ring"])
    if "hashes" in given:
        owners = [ring.owner_of(int(position)) for position in given["hashes"]]
    else:
        owners = [ring.get_server(key) for key in keys_of(given["keys"])]
    if not given.get("digest"):
        return owners
    number = {server: n for n, server in enumerate(ring.servers)}
    counts = [0] * len(number)
    for owner in owners:
        counts[number[owner]] += 1
    return {"first": owners[:10], "counts": counts, "digest": digest(number[owner] for owner in owners)}


def movement(given):
    before, after = (
        ring_of({"prefix": given["prefix"], "count": given[end], "vnodes": given["vnodes"]}) for end in ("from", "to")
    )
    by_modulo = by_ring = elsewhere = 0
    keys = keys_of(given["keys"])
    for key in keys:
        position = ch.xxh64(key)
        by_modulo += position % given["from"] != position % given["to"]
        old, new = before.owner_of(position), after.owner_of(position)
        by_ring += old != new
        elsewhere += old != new and old in after.servers and new in before.servers
    exact = ch.moved_by_ring(before, after)
    return {
        "keys": len(keys),
        "modulo_moved": by_modulo,
        "ring_moved": by_ring,
        "ring_kept": len(keys) - by_ring,
        "ring_moved_between_servers_present_in_both": elsewhere,
        "ring_moved_share_exact": [str(exact), str(ch.CIRCLE)],
        "ring_moved_share": exact / ch.CIRCLE,
    }


def angles(given):
    ring = ch.ConsistentHashRing()
    for server, degrees in given["servers"].items():
        ring.add_at(server, [ch.position_at_degrees(degrees)])
    arcs = ring.arcs()
    return {
        "owners": {key: ring.owner_of(ch.position_at_degrees(at)) for key, at in given["keys"].items()},
        "shares": {server: arc / ch.CIRCLE for server, arc in arcs.items()},
        "arcs": {server: str(arc) for server, arc in arcs.items()},
    }


def steps(given):
    ring = ch.ConsistentHashRing()
    verbs = {
        "add": ring.add_server,
        "add_at": lambda server, positions: ring.add_at(server, [int(position) for position in positions]),
        "remove": ring.remove_server,
        "owner": ring.get_server,
        "owner_of_hash": lambda position: ring.owner_of(int(position)),
        "preference": ring.preference,
        "points": lambda: len(ring.tokens),
    }

    def do(verb, *given):
        if verb not in verbs:
            return {"refused": "operation-unknown"}
        try:
            answer = verbs[verb](*given)
        except ch.Refused as refusal:
            return {"refused": refusal.code}
        return "ok" if verb in ("add", "add_at", "remove") else answer

    return [do(*step) for step in given["steps"]]


def every_length(given):
    """XXH64 of the first 0 ... n bytes of xxHash's own test buffer, with each seed."""
    mask, state, buffer = 2**64 - 1, 2654435761, bytearray()
    for _ in range(given["to"]):
        buffer.append(state >> 56)
        state = state * 11400714785074694797 & mask
    seeds = [int(seed) for seed in given["seeds"]]
    hashes = [ch.xxh64(bytes(buffer[:n]), seed) for n in range(given["from"], given["to"] + 1) for seed in seeds]
    return {
        "hashes": len(hashes),
        "first": [f"{h:016x}" for h in hashes[:4]],
        "last": f"{hashes[-1]:016x}",
        "digest": f"{ch.xxh64(b''.join(h.to_bytes(8, 'little') for h in hashes)):016x}",
    }


KINDS = {
    "hash": lambda given: [str(ch.xxh64(text, int(given.get("seed", 0)))) for text in texts(given["texts"])],
    "hash-lengths": every_length,
    "ring": ring_tokens,
    "lookup": lookups,
    "lookup-hash": lookups,
    "modulo": lambda given: [ch.modulo(key, given["servers"]) for key in keys_of(given["keys"])],
    "preference": lambda given: [
        ring.preference(key, given["count"]) for ring in [ring_of(given["ring"])] for key in keys_of(given["keys"])
    ],
    "movement": movement,
    "angles": angles,
    "steps": steps,
}


class SameAnswersAsTheOtherEngines(unittest.TestCase):
    maxDiff = 2000

    def check(self, name):
        checked = 0
        for scenario in vectors(name):
            if scenario["kind"] not in KINDS:
                continue
            with self.subTest(scenario["id"]):
                self.assertEqual(KINDS[scenario["kind"]](scenario["input"]), scenario["expect"])
                checked += 1
        return checked

    def test_hashes_by_its_own_xxh64_and_by_the_package_where_installed(self):
        installed = ch.xxh64_intdigest
        self.addCleanup(setattr, ch, "xxh64_intdigest", installed)
        for ch.xxh64_intdigest in {None, installed}:
            self.assertGreaterEqual(self.check("hash"), 4)

    def test_rings(self):
        self.assertGreaterEqual(self.check("ring"), 30)


class Laws(unittest.TestCase):
    def test_a_join_moves_keys_only_to_the_newcomer_and_a_leave_undoes_it(self):
        chance = random.Random(6)
        for case in range(50):
            ring = ch.ConsistentHashRing()
            for n in range(chance.randint(1, 9)):
                ring.add_server(f"server-{case}-{n}", chance.randint(1, 20))
            keys = [f"user:{chance.randrange(10**6)}" for _ in range(100)]
            before, tokens = [ring.get_server(key) for key in keys], list(ring.tokens)
            ring.add_server("newcomer", chance.randint(1, 20))
            for key, old in zip(keys, before):
                self.assertIn(ring.get_server(key), (old, "newcomer"))
            ring.remove_server("newcomer")
            self.assertEqual(ring.tokens, tokens)

    def test_the_order_of_additions_never_shows(self):
        names = [f"server-{n}" for n in range(8)]
        rings = []
        for order in (names, names[::-1]):
            ring = ch.ConsistentHashRing()
            for name in order:
                ring.add_at(name, [7, 2**63])  # every token collides with every other server's
            rings.append(ring)
        self.assertEqual(rings[0].tokens, rings[1].tokens)
        self.assertEqual(rings[0].owner_of(8), "server-0")

    def test_equal_positions_go_by_the_utf8_bytes_of_the_names(self):
        names = ["\uffee", "\U0001f525", "é", "z", "\ud800"]  # UTF-16 order would put the flame before the full-width
        ring = ch.ConsistentHashRing()
        for name in names:
            ring.add_at(name, [5])
        stand = [name for _, name in ring.tokens]
        self.assertEqual(stand, sorted(map(ch.well_formed, names), key=lambda name: name.encode("utf-8")))

    def test_arcs_sum_to_the_circle_and_agree_with_what_a_join_takes(self):
        ring, grown = ch.ConsistentHashRing(), ch.ConsistentHashRing()
        for n in range(12):
            grown.add_server(f"s{n}", 20)
            if n < 11:
                ring.add_server(f"s{n}", 20)
            self.assertEqual(sum(grown.arcs().values()), ch.CIRCLE)
        self.assertEqual(ch.moved_by_ring(ring, grown), grown.arcs()["s11"])

    def test_an_empty_ring_answers_none(self):
        ring = ch.ConsistentHashRing()
        self.assertIsNone(ring.get_server("x"))
        self.assertEqual((ring.preference("x", 3), ring.arcs()), ([], {}))

    def test_a_refused_call_changes_nothing(self):
        ring = ch.ConsistentHashRing()
        ring.add_server("A", 3)
        tokens = list(ring.tokens)
        for code, call in {
            "server-name-empty": lambda: ring.add_server(""),
            "server-exists": lambda: ring.add_server("A", 0),
            "vnodes-out-of-range": lambda: ring.add_server("B", True),
            "server-unknown": lambda: ring.remove_server("B"),
            "position-out-of-range": lambda: ring.add_at("B", [2**64]),
            "count-out-of-range": lambda: ring.preference("x", -1),
        }.items():
            with self.subTest(code), self.assertRaisesRegex(ch.Refused, f"^{code}$"):
                call()
        self.assertEqual((ring.tokens, list(ring.servers)), (tokens, ["A"]))

    def test_a_ring_holds_a_million_tokens_and_not_one_more(self):
        ring = ch.ConsistentHashRing()
        ring.servers, ring.tokens = {"full": 10**6}, [(n, "full") for n in range(10**6)]
        with self.assertRaisesRegex(ch.Refused, "too-many-points"):
            ring.add_server("B", 1)

    def test_degrees_are_taken_exactly_however_many_digits_spell_them(self):
        exact = 6148914691236517205  # floor(2**64 / 3)
        for degrees in ("120", "0" * 6000 + "120", "120." + "0" * 5000 + "1"):
            self.assertEqual(ch.position_at_degrees(degrees), exact)
        self.assertEqual(ch.position_at_degrees("359." + "9" * 5000), 2**64 - 1)
        for degrees in ("360", "9" * 5000, "", ".5", "5.", "-1", "1e2", "٣"):
            with self.subTest(degrees[:9]), self.assertRaisesRegex(ch.Refused, "position-out-of-range"):
                ch.position_at_degrees(degrees)

    def test_half_a_surrogate_pair_is_u_fffd_and_two_halves_are_one_letter(self):
        self.assertEqual(ch.well_formed("\ud800a\udc00"), "\ufffda\ufffd")
        self.assertEqual(ch.well_formed("\ud83d" + "\udd25"), "\U0001f525")


class TheEpisode(unittest.TestCase):
    def test_modulo_moves_what_the_formula_says(self):
        self.assertEqual(ch.moved_by_modulo(100, 101), Fraction(100, 101))
        self.assertEqual(ch.moved_by_modulo(100, 102), Fraction(50, 51))

    def test_it_prints_the_episodes_numbers(self):
        script = ROOT / "slides" / "consistent_hashing.py"
        printed = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=True).stdout
        for figure in (
            "b22b18af3e8865f3, 250.549 degrees; 27 mod 100, 20 mod 101",  # slide 3
            "100/101 = 99.00990%",  # slide 4
            "50/51 = 98.03922%",
            "20.8333%",  # slide 8
            "hash % N moves 990,077; the ring 9,546, 0 of them between old servers",  # slide 9
            "8,044 to 13,000 keys",
            "a loop looks at 4,989 of 10,000 tokens on average; bisect at 14 or fewer",  # slide 11
            "Server A owns 90.8%, Server B owns 1.2%, Server C owns 8.0%",  # slide 12
        ):
            self.assertIn(figure, printed)

    def test_help_and_a_refused_option(self):
        script = ROOT / "slides" / "consistent_hashing.py"
        helped = subprocess.run([sys.executable, str(script), "--help"], capture_output=True, text=True, check=True)
        self.assertIn("--vnodes", helped.stdout)
        refused = subprocess.run([sys.executable, str(script), "--vnodes", "0"], capture_output=True, text=True)
        self.assertEqual(refused.returncode, 2)
        self.assertIn("vnodes-out-of-range", refused.stderr)
        self.assertNotIn("Traceback", refused.stderr)


if __name__ == "__main__":
    unittest.main()
