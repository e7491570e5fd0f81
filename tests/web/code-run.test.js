// Slide 10: the lit lines against a reference interpreter of the slide's own pseudocode, which shares nothing with the C++ but the
// hash; and the experiment, stepped back and forward.
import { describe, expect, test } from 'vitest';
import { loadEngine } from '../../web/engine/node.js';
import { runPseudocode } from '../../web/engine/pseudocode.js';
import { Experiment } from '../../web/experiment/experiment.js';
import { codeRunModel as model } from '../../web/widgets/code-run/model.js';
import { stepSentence } from '../../web/widgets/code-run/view.js';

const engine = await loadEngine();
const hash = (/** @type {string} */ text) => BigInt(/** @type {any} */ (engine.position(text)).decimal);

/** @typedef {{position: bigint, server: string}} Entry */

/** The code as it stands on the slide, a generator of its lines. @type {Record<string, (ring: Entry[], text: string) => Generator<any, void>>} */
const REFERENCE = {
  *'add-server'(ring, server) {
    const position = hash(server);
    yield { line: 'add-hash' };
    const i = yield* first(ring, 'add-search', (entry) => order(entry, { position, server }) >= 0);
    ring.splice(i, 0, { position, server });
    yield { line: 'add-insert', i };
  },
  *'get-server'(ring, key) {
    yield { line: 'get-empty' };
    if (ring.length === 0) return;
    const position = hash(key);
    yield { line: 'get-hash' };
    let i = yield* first(ring, 'get-search', (entry) => entry.position >= position);
    if (i === ring.length) i = 0;
    yield { line: 'get-wrap', i };
    yield { line: 'get-return', i, server: ring[i].server };
  },
  *'remove-server'(ring, server) {
    const i = ring.findIndex((entry) => entry.server === server);
    ring.splice(i, 1);
    yield { line: 'remove-take-out', i };
    const next = ring[i] ?? ring[0];
    yield next
      ? { line: 'remove-fall', i: ring.indexOf(next), server: next.server }
      : { line: 'remove-fall' };
  },
};

/** @param {Entry} a @param {Entry} b */
function order(a, b) {
  if (a.position !== b.position) return a.position < b.position ? -1 : 1;
  return a.server < b.server ? -1 : Number(a.server > b.server);
}

/** @param {Entry[]} ring @param {string} line @param {(entry: Entry) => boolean} atOrAfter @returns {Generator<any, number>} */
function* first(ring, line, atOrAfter) {
  let [lo, hi] = [0, ring.length];
  yield { line, lo, hi };
  while (lo !== hi) {
    const mid = Math.floor((lo + hi) / 2);
    const yes = atOrAfter(ring[mid]);
    [lo, hi] = yes ? [lo, mid] : [mid + 1, hi];
    yield { line, lo, hi, mid, atOrAfter: yes };
  }
  yield { line, lo, hi, i: lo };
  return lo;
}

const BLANK = { lo: null, hi: null, mid: null, atOrAfter: null, i: null, server: null };

/** Draws below `most`, seeded. @param {number} seed */
function chance(seed) {
  const draws = /** @type {BigUint64Array} */ (engine.splitmix64(seed, 100_000));
  let next = 0;
  return (/** @type {number} */ most) => Number(draws[next++ % draws.length] % BigInt(most));
}

describe('slide 10: the lines that are lit', () => {
  test('for 1,000 random rings and calls they are those of a reference interpreter, variables and all', () => {
    const seed = 10;
    const draw = chance(seed);
    for (let round = 0; round < 1000; round++) {
      const servers = [...new Set(Array.from({ length: draw(12) }, () => `server-${draw(40)}`))];
      const calls = ['get-server', 'add-server', ...(servers.length ? ['remove-server'] : [])];
      const call = calls[draw(calls.length)];
      const text =
        call === 'remove-server'
          ? servers[draw(servers.length)]
          : `${call === 'add-server' ? 'new' : 'user:'}${draw(1e6)}`;
      const entries = servers.map((server) => ({ position: hash(server), server })).sort(order);
      const walked = entries.findIndex(({ position }) => position >= hash(text)) + 1 || entries.length;
      const expected = [...REFERENCE[call](entries, text)].map((step) => ({ ...BLANK, ...step }));

      const ring = /** @type {any} */ (engine.ring({ plain: true, servers }));
      const told = /** @type {any} */ (runPseudocode(ring, call, text));
      expect(told.steps, `seed ${seed}, round ${round}: ${call} ${text}`).toEqual(expected);
      if (call === 'get-server') {
        expect(told.walked).toBe(walked);
        expect(told.steps.at(-1).server).toBe(ring.owner(text)); // walking and halving come to the same server
      }
      ring.delete();
    }
  });

  test('R01: what cannot be called is refused by code', () => {
    const ring = /** @type {any} */ (engine.ring({ plain: true, servers: ['A'] }));
    expect(runPseudocode(ring, 'add-server', '')).toEqual({ refused: 'server-name-empty' });
    expect(runPseudocode(ring, 'add-server', 'A')).toEqual({ refused: 'server-exists' });
    expect(runPseudocode(ring, 'remove-server', 'B')).toEqual({ refused: 'server-unknown' });
    expect(runPseudocode(ring, 'explode', 'B')).toEqual({ refused: 'operation-unknown' });
    expect(runPseudocode(ring, 'get-server', /** @type {any} */ (7))).toEqual({
      refused: 'input-unreadable',
    });
    expect(/** @type {any} */ (runPseudocode(ring, 'get-server', 'é\ud800')).steps.length).toBe(7);
    ring.delete();
    expect(runPseudocode(ring, 'get-server', 'x')).toEqual({ refused: 'ring-deleted' });
    const labelled = /** @type {any} */ (engine.ring({ servers: ['A'] }));
    expect(runPseudocode(labelled, 'get-server', 'x')).toEqual({ refused: 'mode-unknown' });
    labelled.delete();
  });
});

describe('slide 10: the experiment', () => {
  const letters = Array.from('ABCDEFGH', (letter) => `server-${letter}`);
  const begun = async () => {
    const experiment = new Experiment({ tag: 'code-run', model, scene: model.scene({ servers: letters }) });
    await experiment.begin(engine);
    return experiment;
  };

  test('back after forward restores every variable', async () => {
    const experiment = await begun();
    const commands = [
      { do: 'call', call: 'get-server', text: 'user:123' },
      ...Array(9).fill({ do: 'step' }),
      { do: 'call', call: 'remove-server', text: 'server-G' },
      ...Array(2).fill({ do: 'step' }),
      { do: 'call', call: 'add-server', text: 'server-I' },
      ...Array(3).fill({ do: 'step' }),
    ];
    const states = [JSON.stringify(experiment.state)];
    for (const command of commands) {
      expect((await experiment.apply(command))[0].refused).toBeUndefined();
      states.push(JSON.stringify(experiment.state));
    }
    expect(new Set(states).size).toBe(states.length);
    for (const n of [13, 12, 3, 16, 0, 10, 9, 8, 7, 15]) {
      await experiment.seek(n);
      expect(JSON.stringify(experiment.state), `after ${n}`).toBe(states[n]);
    }
  });

  test('the owner that the code returns is the ring’s, with both costs in words', async () => {
    const experiment = await begun();
    await experiment.apply({ do: 'call', call: 'get-server', text: 'user:123' });
    for (let i = 0; i < 9; i++) await experiment.apply({ do: 'step' });
    expect(stepSentence(experiment.state)).toBe(
      'GET_SERVER(user:123): server-G. The search compared 3; walking clockwise from ring[0] looks at 5, and comes to the same server.',
    );
    expect(await experiment.apply({ do: 'step' })).toEqual([{ refused: 'call-ended' }]);
  });

  test('R02: a new call finishes the one before; more servers than cells, and what is no call, are refused', async () => {
    const experiment = await begun();
    await experiment.apply({ do: 'call', call: 'add-server', text: 'server-I' });
    await experiment.apply({ do: 'call', call: 'get-server', text: 'user:1' });
    expect(experiment.state.tokens.length).toBe(9);
    await experiment.apply({ do: 'call', call: 'add-server', text: 'x' });
    const full = await experiment.apply({ do: 'call', call: 'add-server', text: 'y' });
    expect(full).toEqual([{ refused: 'servers-out-of-range' }]);
    expect(model.check({ do: 'call', call: 'get-server', text: 'x'.repeat(1025) })).toBe('text-too-long');
    expect(model.check({ do: 'call', call: 'toString', text: '' })).toBe('mode-unknown');
    expect(model.scene({ servers: ['a', 'a'] })).toBe(null);
    expect(model.scene({ servers: [], at: 1e9 })).toBe(null);
  });
});
