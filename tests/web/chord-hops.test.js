// Slide 21: the figure's hops against Chord as the paper writes it, done here once more with BigInt on the ring's own positions; the
// experiment, stepped back and forward; and the words of the slide.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { chordFingers, chordHops, chordWalk } from '../../web/engine/chord.js';
import { loadEngine } from '../../web/engine/node.js';
import { Experiment } from '../../web/experiment/experiment.js';
import { drawStill } from '../../web/tooling/stills.js';
import { ALL, chordHopsModel as model, LOOKUPS, SIZES } from '../../web/widgets/chord-hops/model.js';
import { chordReceipt } from '../../web/widgets/chord-hops/receipt.js';
import { readWhole, refusalText } from '../../web/widgets/chord-hops/tools.js';
import { chordSentence, steps } from '../../web/widgets/chord-hops/view.js';

const engine = await loadEngine();
const CIRCLE = 2n ** 64n;
const wrap = (/** @type {bigint} */ position) => BigInt.asUintN(64, position);

/** @param {number} servers */
function network(servers) {
  const names = Array.from({ length: servers }, (_, i) => `server-${i}`);
  const ring = /** @type {any} */ (engine.ring({ vnodes: 1, servers: names }));
  /** @type {bigint[]} */
  const at = Array.from({ length: servers }, (_, i) => BigInt(`0x${ring.tokens().hex(i)}`));
  const successor = (/** @type {bigint} */ id) => {
    const found = at.findIndex((position) => position >= wrap(id));
    return found < 0 ? 0 : found;
  };
  return { ring, at, successor };
}

/** The hops of figure 5 of the paper, from server to server. @param {ReturnType<typeof network>} net @param {number} from @param {bigint} id @param {boolean} byFingers */
function walked({ at, successor }, from, id, byFingers) {
  const path = [from];
  for (let n = from; n !== successor(id); path.push(n)) {
    const left = wrap(id - at[n]);
    const between = (/** @type {number} */ node) => {
      const way = wrap(at[node] - at[n]);
      return way > 0n && way < left;
    };
    let to = successor(at[n] + 1n);
    for (let k = 63n; byFingers && k > 0n; k--) {
      const finger = successor(at[n] + 2n ** k);
      if (!between(finger)) continue;
      to = finger;
      break;
    }
    n = to;
  }
  return path;
}

describe('slide 21: Chord on the ring of the talk', () => {
  test('the fingers of a server are the owners of its position + 2^k', () => {
    for (const servers of [1, 2, 6, 64]) {
      const net = network(servers);
      for (let node = 0; node < servers; node += 5) {
        const expected = Array.from({ length: 64 }, (_, k) => net.successor(net.at[node] + 2n ** BigInt(k)));
        expect(
          Array.from(/** @type {any} */ (chordFingers(net.ring, node))),
          `${node} of ${servers}`,
        ).toEqual(expected);
        expect(expected[0]).toBe((node + 1) % servers);
      }
      net.ring.delete();
    }
  });

  test('2,000 look-ups hop as the paper does, end at the owner that the ring names, and fingers never take longer', () => {
    for (const servers of [1, 2, 5, 16, 64]) {
      const net = network(servers);
      for (let i = 0; i < 400; i++) {
        const key = `key-${i}`;
        const id = BigInt(/** @type {any} */ (engine.position(key)).decimal) % CIRCLE;
        const [next, fingers] = /** @type {const} */ (['next', 'fingers']).map((route) =>
          Array.from(/** @type {any} */ (chordWalk(net.ring, i % servers, key, route))),
        );
        expect(next).toEqual(walked(net, i % servers, id, false));
        expect(fingers).toEqual(walked(net, i % servers, id, true));
        expect(fingers.at(-1)).toBe(net.ring.lookup(key).found);
        expect(next.length - 1).toBe((next[next.length - 1] - (i % servers) + servers) % servers);
        expect(fingers.length).toBeLessThanOrEqual(next.length);
      }
      net.ring.delete();
    }
  });

  test('what is counted over many look-ups is the sum of each of them', () => {
    const net = network(16);
    const keys = /** @type {any} */ (engine.hashes({ prefix: 'user:', count: 500 }));
    for (const route of /** @type {const} */ (['next', 'fingers'])) {
      const each = Array.from({ length: 500 }, (_, i) => chordWalk(net.ring, i % 16, `user:${i}`, route)).map(
        (path) => /** @type {any} */ (path).length - 1,
      );
      expect(chordHops(net.ring, keys, route)).toEqual({
        lookups: 500,
        sum: each.reduce((a, b) => a + b, 0),
        most: Math.max(...each),
      });
    }
    net.ring.delete();
  });

  test('R01: an empty ring has no node to ask; what is no node, no route or no ring is refused by code', () => {
    const empty = /** @type {any} */ (engine.ring({ servers: [] }));
    const keys = /** @type {any} */ (engine.hashes({ prefix: 'user:', count: 4 }));
    expect(chordWalk(empty, 0, 'a', 'next')).toEqual({ refused: 'server-unknown' });
    expect(chordHops(empty, keys, 'next')).toEqual({ refused: 'server-unknown' });
    empty.delete();
    expect(chordWalk(empty, 0, 'a', 'next')).toEqual({ refused: 'ring-deleted' });
    const { ring } = network(3);
    for (const node of [3, -1, 1.5, NaN, 2 ** 32, '0', null])
      expect(chordFingers(ring, /** @type {any} */ (node)), String(node)).toEqual({
        refused: 'server-unknown',
      });
    expect(chordWalk(ring, 0, 'a', /** @type {any} */ ('toString'))).toEqual({ refused: 'mode-unknown' });
    expect(chordWalk(ring, 0, /** @type {any} */ (7), 'next')).toEqual({ refused: 'input-unreadable' });
    expect(chordHops(ring, /** @type {any} */ ([1n]), 'next')).toEqual({ refused: 'input-unreadable' });
    expect(chordHops(ring, new BigUint64Array(0), 'next')).toEqual({ refused: 'count-out-of-range' });
    expect(chordHops(ring, new BigUint64Array(100_001), 'next')).toEqual({ refused: 'count-out-of-range' });
    ring.delete();
  });
});

/** @param {any} [raw] */
async function begun(raw = {}) {
  const experiment = new Experiment({ tag: 'chord-hops', model, scene: model.scene(raw) });
  await experiment.begin(engine);
  return experiment;
}

describe('slide 21: the experiment', () => {
  test('R16: one server owns everything and asks nobody', async () => {
    const { state } = await begun({ servers: 1, key: 'anything' });
    expect(state.paths).toEqual({ next: [0], fingers: [0] });
    expect(chordSentence(state)).toContain('owns it: no hops');
  });

  test('hop by hop the way is the whole one, and its hops pass as many servers as next needs', async () => {
    for (const servers of [...SIZES, 2, 7]) {
      const experiment = await begun({ servers, route: 'fingers' });
      /** @type {any[]} */
      const hops = [];
      for (;;) {
        const events = await experiment.apply({ do: 'hop' });
        if (events[0].refused) break;
        hops.push(...events);
      }
      expect(await experiment.apply({ do: 'hop' })).toEqual([{ refused: 'call-ended' }]);
      const { paths } = experiment.state;
      const walk = hops.filter(({ event }) => event === 'hop');
      expect(
        walk.reduce((sum, { past }) => sum + past, 0),
        `${servers}`,
      ).toBe(paths.next.length - 1);
      expect(paths.next.length - 1).toBe(servers - 1); // asked: the one behind the owner
      expect(hops.at(-1)).toMatchObject({ event: 'arrived', hops: walk.length });
      const whole = await begun({ servers, route: 'fingers' });
      expect(await whole.apply({ do: 'look-up' })).toEqual([...walk, hops.at(-1)]);
    }
  });

  test('back after forward restores every hop, and the address too', async () => {
    const experiment = await begun();
    const states = [JSON.stringify(experiment.state)];
    const commands = [
      { do: 'look-up' },
      { do: 'set-fingers', on: true },
      { do: 'hop' },
      { do: 'hop' },
      { do: 'set-servers', servers: 16 },
      { do: 'set-key', key: 'node.next' },
      { do: 'set-start', server: 3 },
      { do: 'look-up' },
      { do: 'measure' },
    ];
    for (const command of commands) {
      expect((await experiment.apply(command))[0].refused).toBeUndefined();
      states.push(JSON.stringify(experiment.state));
    }
    expect(new Set(states).size).toBe(states.length);
    for (const n of [8, 3, 0, 9, 5, 4, 1]) {
      await experiment.seek(n);
      expect(JSON.stringify(experiment.state), `after ${n}`).toBe(states[n]);
    }
    expect(experiment.toAddress()).not.toBe('');
  });

  test('the means of the sizes on the buttons stay beside half of log2 N and one', async () => {
    for (const servers of SIZES) {
      const { state } = await begun({ servers, measured: true });
      const { next, fingers } = /** @type {NonNullable<typeof state.mean>} */ (state.mean);
      expect(next.lookups).toBe(LOOKUPS);
      expect(Math.abs(fingers.sum / LOOKUPS - (Math.log2(servers) / 2 + 1))).toBeLessThan(0.55);
      expect(Math.abs(next.sum / LOOKUPS - (servers - 1) / 2)).toBeLessThan(0.02 * servers);
      expect(fingers.most).toBeLessThanOrEqual(2 * Math.log2(servers));
    }
  });

  test('N01: what is no number of servers is refused and changes nothing', async () => {
    const experiment = await begun();
    for (const servers of [NaN, 0, -1, 1001, 1.9, 1e300, Infinity, 2 ** 32, 2 ** 53 + 1, '7', null])
      expect(
        await experiment.apply(/** @type {any} */ ({ do: 'set-servers', servers })),
        String(servers),
      ).toEqual([{ refused: 'servers-out-of-range' }]);
    for (const server of [64, 999, 1000, -1, 1.5, NaN, '3'])
      expect(
        await experiment.apply(/** @type {any} */ ({ do: 'set-start', server })),
        String(server),
      ).toEqual([{ refused: 'server-unknown' }]);
    expect(await experiment.apply({ do: 'set-start', server: -0 })).toMatchObject([{ server: 'server-0' }]);
    expect(experiment.log).toHaveLength(1);
  });

  test('N04: a field reads plain digits alone', () => {
    expect(readWhole('7')).toBe(7);
    for (const text of ['', '1.9', '0x10', '1e2', '７', '-1', ' 7', '9'.repeat(16)])
      expect(readWhole(text), text).toBe(null);
    expect(refusalText('server-unknown', 64)).toContain('0 to 63');
  });

  test('T01 to T11: any text is a key, said without breaking the sentence, and only too long a one is refused', async () => {
    const texts = [
      '',
      'é',
      'e\u0301',
      '👩‍👩‍👧',
      '鍵',
      'مفتاح',
      'a\0b',
      '\ud800',
      '__proto__',
      'constructor',
      '\u202eabc',
      '\ufeffx',
      '-0',
      '1e308',
      'NaN',
      'null',
      'k'.repeat(1024),
    ];
    const experiment = await begun({ servers: 16, route: 'fingers' });
    for (const key of texts) {
      expect((await experiment.apply({ do: 'set-key', key }))[0].refused, key).toBeUndefined();
      const { state } = experiment;
      const ring = /** @type {any} */ (
        engine.ring({ vnodes: 1, servers: Array.from({ length: 16 }, (_, i) => `server-${i}`) })
      );
      expect(state.paths.fingers.at(-1)).toBe(ring.lookup(key).found);
      ring.delete();
      expect(chordSentence(state).length).toBeLessThan(200);
    }
    for (const key of ['k'.repeat(1025), '鍵'.repeat(400), 'x'.repeat(1 << 20)])
      expect(await experiment.apply({ do: 'set-key', key })).toEqual([{ refused: 'text-too-long' }]);
    expect(await experiment.apply(/** @type {any} */ ({ do: 'set-key', key: 7 }))).toEqual([
      { refused: 'key-not-text' },
    ]);
    expect(model.scene({ key: 7 })).toBe(null);
    expect(model.scene({ servers: 6, start: 6 })).toBe(null);
    expect(model.scene({ told: { next: ALL + 1 } })).toBe(null);
  });

  test('L04: hops asked in a hurry come one after the other', async () => {
    const experiment = await begun({ route: 'fingers' });
    await Promise.all(Array.from({ length: 20 }, () => experiment.apply({ do: 'hop' })));
    expect(experiment.state.hops.fingers).toBe(experiment.state.paths.fingers.length - 1);
    expect(experiment.log).toHaveLength(experiment.state.hops.fingers);
  });

  test('the receipt counts again what is shown', async () => {
    const experiment = await begun();
    expect(chordReceipt(engine, experiment.state).number).toBe('64');
    await experiment.apply({ do: 'look-up' });
    expect(chordReceipt(engine, experiment.state)).toMatchObject({
      number: '63',
      file: 'cpp/ring/chord.cpp',
    });
    await experiment.apply({ do: 'set-fingers', on: true });
    await experiment.apply({ do: 'look-up' });
    const { number, rows } = chordReceipt(engine, experiment.state);
    expect(number).toBe('6');
    expect(Object.fromEntries(rows)['by fingers']).toBe(`6 hops: ${steps(experiment.state).join(' ')}`);
  });
});

describe('slide 21: its words', () => {
  const deck = readFileSync(new URL('../../slides/episode6_revealjs.html', import.meta.url), 'utf8');
  const section = deck.match(/<section id="closing"[\s\S]*?<\/section>/)?.[0] ?? '';
  const plain = (/** @type {string} */ markup) =>
    markup
      .replace(/<[^>]*>/g, ' ')
      .replace(/\u2060|&#8288;/g, '')
      .replaceAll('’', "'")
      .replace(/\s+/g, ' ');

  test('the still is the figure when its script has been told: 63 hops, then 6', async () => {
    const script = JSON.parse(section.match(/<script[^>]*>([\s\S]*?)<\/script>/)?.[1] ?? '[]');
    const still = await drawStill('closing', { attributes: { servers: '64', key: 'user:11' }, script });
    const experiment = await begun({ servers: 64, key: 'user:11' });
    for (const { at, say, ...command } of script) await experiment.apply(command);
    const { state } = experiment;
    expect(state.hops).toEqual({ next: 63, fingers: 6 });
    expect(still).toMatch(/class="was">63<\/span>[\s\S]*class="claim">6<\/span>/);
    expect(still).toContain(chordSentence(state));
    for (const step of steps(state).slice(0, 3)) expect(still).toContain(`>${step}<`);
  });

  test('closes with the storyboard’s words', () => {
    const said = plain(section);
    expect(said).toContain('From a single node.next pointer to a global network serving billions.');
    expect(said).toContain(
      "The linked list isn't just an interview question—it's the invisible foundation of every system you use.",
    );
    expect(said).toContain('Next season: Trees, Graphs, and Search Engines');
    expect(said).toContain('one sorted array');
  });
});
