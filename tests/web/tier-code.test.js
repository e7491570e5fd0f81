// Slide 16: the lit lines against a reference interpreter of the slide's own pseudocode, which shares nothing with the C++; what
// breaks without each line; and the experiment, stepped back and forward.
import { describe, expect, test } from 'vitest';
import { loadEngine } from '../../web/engine/node.js';
import { Experiment } from '../../web/experiment/experiment.js';
import { drawStill } from '../../web/tooling/stills.js';
import { ADDED, codeOf, TTL_SECONDS } from '../../web/widgets/tier-code/code.js';
import { ROOM } from '../../web/widgets/tier-code/deeds.js';
import { MOST_PAST, tierCodeModel as model } from '../../web/widgets/tier-code/model.js';
import { withoutLines } from '../../web/widgets/tier-code/without.js';
import { codeSentence } from '../../web/widgets/tier-code/words.js';
import { section } from './deck-words.js';

const engine = await loadEngine();
const script = JSON.parse(
  section('tiers-pseudocode').match(/data-script>([\s\S]*?)<\/script>/)?.[1] ?? '[]',
).map((/** @type {any} */ { at, say, ...command }) => command);

/** The code as it stands on the slide, a generator of its lines over plain maps: the first entry of a map is the least recent. */
class Reference {
  tiers = ROOM.map(() => new Map());
  versions = new Map();
  now = 0;

  /** @param {import('../../web/widgets/tier-code/code.js').Lines} lines */
  constructor(lines) {
    this.lines = lines;
  }

  version(/** @type {string} */ key) {
    return this.versions.get(key) ?? 0;
  }

  /** @param {number} k @param {string} key @returns {Generator<string, any>} */
  *look(k, key) {
    yield `in-l${k + 1}`;
    const entry = this.tiers[k].get(key);
    if (entry && this.lines.expire && entry.until <= this.now) {
      yield 'expire';
      this.tiers[k].delete(key);
      return null;
    }
    if (!entry) return null;
    this.tiers[k].delete(key); // it was read: the most recent now
    this.tiers[k].set(key, entry);
    return entry;
  }

  /** @param {string} line @param {number} k @param {string} key @param {any} entry */
  *store(line, k, key, entry) {
    yield line;
    const tier = this.tiers[k];
    if (this.lines.evict && tier.size === ROOM[k]) {
      yield 'evict';
      tier.delete(tier.keys().next().value);
    }
    tier.set(key, entry);
  }

  /** @param {string} key @returns {Generator<string, number>} the version that is answered */
  *get(key) {
    for (const k of [0, 1, 2]) {
      const entry = yield* this.look(k, key);
      if (!entry) continue;
      for (let up = k - 1; up >= 0; up--) yield* this.store(`l${k + 1}-to-l${up + 1}`, up, key, entry);
      if (k > 0) yield `return-l${k + 1}`;
      return entry.version;
    }
    const entry = { version: this.version(key), until: this.now + TTL_SECONDS };
    if (!this.lines.fill) {
      yield 'miss';
      return entry.version;
    }
    yield 'fetch';
    for (const k of [2, 1, 0]) yield* this.store('fill', k, key, entry);
    yield 'return';
    return entry.version;
  }

  /** @param {any} deed @returns {{lit: string[], version: number}} */
  do({ get, write, wait }) {
    if (wait !== undefined) this.now += wait;
    if (write !== undefined) this.versions.set(write, this.version(write) + 1);
    /** @type {string[]} */
    const lit = [];
    if (get === undefined) return { lit, version: 0 };
    const running = this.get(get);
    for (let step = running.next(); ; step = running.next()) {
      if (step.done) return { lit, version: step.value };
      lit.push(step.value);
    }
  }
}

/** Draws below `most`, seeded. @param {number} seed */
function chance(seed) {
  const draws = /** @type {BigUint64Array} */ (engine.splitmix64(seed, 100_000));
  let next = 0;
  return (/** @type {number} */ most) => Number(draws[next++ % draws.length] % BigInt(most));
}

describe('slide 16: the lines that are lit', () => {
  test('for 1,000 random runs they are those of a reference interpreter, tiers and answers too', async () => {
    const draw = chance(16);
    const seen = new Set();
    for (let round = 0; round < 1000; round++) {
      const lines = { fill: draw(8) > 0, evict: draw(3) > 0, expire: draw(3) > 0 };
      const key = () => `user:${draw(6)}`;
      const past = Array.from({ length: draw(16) }, () =>
        draw(8) === 0 ? { write: key() } : draw(5) === 0 ? { wait: draw(80) } : { get: key() },
      );
      const asked = key();
      const reference = new Reference(lines);
      for (const deed of past) reference.do(deed);
      const { lit, version } = reference.do({ get: asked });

      const scene = /** @type {any} */ (model.scene({ lines, past, key: asked, at: 64 }));
      const state = await model.start(engine, scene);
      const why = `round ${round}: ${JSON.stringify(scene)}`;
      expect(
        state.steps.map(({ line }) => line),
        why,
      ).toEqual(lit);
      expect(state.found, why).toMatchObject({ version, dbVersion: reference.version(asked) });
      expect(
        state.shelves.map((entries) => entries.map((entry) => entry.key)),
        why,
      ).toEqual(reference.tiers.map((tier) => [...tier.keys()].reverse()));
      const isOld = (/** @type {string} */ name, /** @type {number} */ k) =>
        reference.tiers[k].get(name).version < reference.version(name);
      state.shelves.forEach((entries, k) => {
        for (const entry of entries) expect(entry.old, why).toBe(isOld(entry.key, k));
      });
      for (const line of lit) seen.add(line);
    }
    const written = codeOf({ fill: true, evict: true, expire: true }).flatMap(({ lines }) => lines);
    expect([...seen].sort()).toEqual(['miss', ...written.map(({ id }) => id)].sort()); // each line has been lit
  });

  test('a line that is not there is never lit, and what is lit stands in the code', async () => {
    const draw = chance(61);
    for (let round = 0; round < 200; round++) {
      const lines = { fill: draw(2) > 0, evict: draw(2) > 0, expire: draw(2) > 0 };
      const past = Array.from({ length: 9 }, () => ({ get: `user:${draw(5)}` }));
      const raw = { lines, past: [...past, { wait: 60 }], key: 'user:1', at: 64 };
      const { steps } = await model.start(engine, /** @type {any} */ (model.scene(raw)));
      const there = codeOf(lines).flatMap((block) => block.lines.filter((line) => line.there));
      for (const { line } of steps) expect(there.map(({ id }) => id)).toContain(line);
    }
  });
});

describe('slide 16: what breaks without each line', () => {
  test('without the fill every cache stays empty for ever', async () => {
    const reference = new Reference({ fill: false, evict: true, expire: true });
    for (let i = 0; i < 1000; i++) reference.do({ get: `user:${i % 7}` });
    expect(reference.tiers.map((tier) => tier.size)).toEqual([0, 0, 0]);
    const past = Array.from({ length: MOST_PAST }, (_, i) => ({ get: `user:${i % 7}` }));
    const raw = { lines: { fill: false }, past, key: 'user:1', at: 64 };
    const { shelves, sums } = await model.start(engine, /** @type {any} */ (model.scene(raw)));
    expect(shelves).toEqual([[], [], []]);
    expect(sums.dbReads).toBe(MOST_PAST + 1);
  });

  test('each number is counted a second time, by the reference', async () => {
    const counted = await withoutLines(engine);
    const all = { fill: true, evict: true, expire: true };
    const draws = /** @type {Uint32Array} */ (engine.zipf({ objects: 100, skew: 1, seed: 16, count: 1000 }));
    const many = Array.from(draws, (object) => ({ get: `user:${object}` }));
    const hour = Array.from({ length: counted.seconds }, () => [{ get: 'user:1' }, { wait: 1 }]).flat();
    const one = [{ get: 'user:1' }, { write: 'user:1' }, ...hour];
    for (const without of [null, ...ADDED]) {
      const lines = without ? { ...all, [without]: false } : all;
      const side = without ? 'lacking' : 'whole';
      const sizes = new Reference(lines);
      for (const deed of many) sizes.do(deed);
      const ages = new Reference(lines);
      const stale = one.filter((deed) => {
        const { version } = ages.do(deed);
        return 'get' in deed && version < ages.version('user:1');
      }).length;
      const [l1, l2, l3] = sizes.tiers.map((tier) => tier.size);
      if (!without || without === 'fill') expect(counted.fill[side]).toBe(l1 + l2 + l3);
      if (!without || without === 'evict') expect(counted.evict[side]).toBe(l1);
      if (!without || without === 'expire') expect(counted.expire[side]).toBe(stale);
    }
    expect(counted.fill.lacking).toBe(0);
    expect(counted.expire.lacking).toBe(counted.seconds);
  });

  test('the still says them, and every switch of the script is on at its end', async () => {
    const markup = (await drawStill('tiers-pseudocode', { script })).replace(/<[^>]*>/g, ' ');
    const { fill, evict, expire } = await withoutLines(engine);
    for (const { lacking } of [fill, evict, expire])
      expect(markup).toContain(` ${lacking.toLocaleString('en-US')} `);
    const on = script.filter((/** @type {any} */ command) => command.do === 'set-line');
    expect(on.map((/** @type {any} */ { line }) => line)).toEqual(ADDED);
  });
});

describe('slide 16: the experiment', () => {
  test('its script is taken whole, and back after forward is the same state', async () => {
    const experiment = new Experiment({ tag: 'tier-code', model, scene: model.scene({}) });
    await experiment.begin(engine);
    const states = [JSON.stringify(experiment.state)];
    for (const command of script) {
      expect((await experiment.apply(command))[0].refused).toBeUndefined();
      states.push(JSON.stringify(experiment.state));
    }
    expect(new Set(states).size).toBe(states.length);
    for (const n of [20, 5, 13, 0, 27, 8, 6, 26]) {
      await experiment.seek(n);
      expect(JSON.stringify(experiment.state), `after ${n}`).toBe(states[n]);
    }
    await experiment.seek(script.length);
    expect(codeSentence(experiment.state)).toMatch(
      /^GET\(user:3\): the entry returns\. The answer is version 1\. L1 holds 2/,
    );
    expect(await experiment.apply({ do: 'step' })).toEqual([{ refused: 'call-ended' }]);
  });

  test('R22: a copy read at exactly its expiry has expired', async () => {
    const litAfter = async (/** @type {number} */ seconds) => {
      const past = [{ get: 'a' }, { wait: seconds }];
      const scene = model.scene({ lines: { fill: true, expire: true }, past, key: 'a', at: 64 });
      const { steps } = await model.start(engine, /** @type {any} */ (scene));
      return steps[1]?.line;
    };
    expect([await litAfter(TTL_SECONDS - 1), await litAfter(TTL_SECONDS)]).toEqual([undefined, 'expire']);
  });

  test('R21: seconds that are none are refused', () => {
    for (const seconds of [-1, Number.NaN, 1.5, '60', 1e300, 86_401, null])
      expect(model.check({ do: 'wait', seconds }), String(seconds)).toBe('time-out-of-range');
    expect(model.check({ do: 'wait', seconds: -0 })).toBe(null);
  });

  test('T06: keys of more than 1,024 bytes, lines that are none and commands that are none are refused by name', () => {
    expect(model.check({ do: 'get', key: 'k'.repeat(1025) })).toBe('text-too-long');
    expect(model.check({ do: 'write', key: 'é'.repeat(513) })).toBe('text-too-long');
    expect(model.check({ do: 'set-line', line: 'toString', on: true })).toBe('mode-unknown');
    expect(model.check({ do: 'set-line', line: 'fill', on: 1 })).toBe('mode-unknown');
    expect(model.check({ do: 'constructor' })).toBe('operation-unknown');
  });

  test('T01: any text is a key here, too', async () => {
    for (const key of ['', 'é', '👩‍👩‍👧', 'a\0b', 'a\ud800b', '__proto__', 'NaN']) {
      const raw = { lines: { fill: true }, past: [{ get: key }], key, at: 64 };
      const { steps, shelves, key: read } = await model.start(engine, /** @type {any} */ (model.scene(raw)));
      expect(steps.map(({ yes }) => yes)).toEqual([true]);
      expect(shelves[0][0].key).toBe(read);
    }
  });

  test('S02: a scene from an address is read field by field', () => {
    const fine = {
      lines: { fill: true, evict: false, expire: false },
      past: [{ get: 'a' }],
      key: 'b',
      at: 2,
    };
    expect(model.scene({ ...fine, more: 1 })).toEqual(fine);
    for (const wrong of [
      null,
      { ...fine, lines: { fill: 'yes' } },
      { ...fine, lines: 7 },
      { ...fine, past: [{}] },
      { ...fine, past: [null] },
      { ...fine, past: [{ wait: -1 }] },
      { ...fine, past: Array(MOST_PAST + 1).fill({ wait: 1 }) },
      { ...fine, key: 'k'.repeat(2000) },
      { ...fine, at: -1 },
    ])
      expect(model.scene(wrong), JSON.stringify(wrong)?.slice(0, 80)).toBe(null);
  });
});
