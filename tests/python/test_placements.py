"""tests/python/placements.py: what it wrote, and the laws it must keep itself."""

import random
import unittest
from pathlib import Path

import placements as pl

VECTORS = Path(__file__).resolve().parents[1] / "vectors" / "placements.json"


def placed(kind, names, hashes, **rules):
    placement = pl.KINDS[kind](**rules)
    for name in names:
        placement.add(name)
    return placement, placement.owners(hashes)


class Placements(unittest.TestCase):
    def test_the_vectors_are_what_this_program_writes(self):
        self.assertEqual(VECTORS.read_text("utf-8"), pl.written())

    def test_ring_rendezvous_and_jump_give_keys_to_the_newcomer_alone(self):
        for kind in ("ring", "rendezvous", "jump"):
            for seed in range(30):
                chance = random.Random(seed)
                hashes = [chance.randrange(pl.CIRCLE) for _ in range(40)]
                placement, before = placed(kind, "abcde", hashes, points=3)
                placement.add("newcomer")
                for old, new in zip(before, placement.owners(hashes)):
                    self.assertIn(new, (old, "newcomer"), f"{kind}, seed {seed}")

    def test_bounded_load_is_bounded(self):
        hashes = list(range(100))  # all beside each other: one owner on a ring
        _, owners = placed("bounded-load", "abcd", hashes, factor=1.2)
        self.assertEqual(max(owners.count(name) for name in "abcd"), 30)


if __name__ == "__main__":
    unittest.main()
