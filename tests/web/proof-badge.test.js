// Slide 11: the badge compares what Python wrote with what C++ answers, and each switch breaks it where it should.
import { describe, expect, test } from 'vitest';
import { ownersWithMistakes } from '../../web/engine/mistakes.js';
import { loadEngine } from '../../web/engine/node.js';
import { Experiment } from '../../web/experiment/experiment.js';
import { lookupVectors } from '../../web/tooling/lookup-vectors.js';
import { proofModel } from '../../web/widgets/proof-badge/model.js';
import { readVectors } from '../../web/widgets/proof-badge/vectors.js';
import { proofSentence, SWITCHES } from '../../web/widgets/proof-badge/view.js';

const engine = await loadEngine();
const vectors = readVectors(lookupVectors());
const model = proofModel(async () => vectors);
/** @param {string[]} mistakes @returns {Promise<any>} */
const compared = (...mistakes) => model.start(engine, model.scene({ mistakes }));

describe('slide 11: the badge', () => {
  test('100,000 look-ups of Python and of C++ are the same, and every server answers some', async () => {
    expect(await compared()).toMatchObject({ compared: 100_000, made: 1000, differences: 0, first: null });
    expect(new Set(vectors.answers)).toEqual(new Set([0, 1, 2, 3]));
    expect(vectors.servers.flatMap(({ positions }) => positions).length).toBeGreaterThan(
      new Set(vectors.servers.flatMap(({ positions }) => positions)).size, // some places are shared
    );
  });

  test('a wrong byte in the vectors is seen', async () => {
    const answers = vectors.answers.slice();
    answers[70_000] = (answers[70_000] + 1) % 4;
    const other = proofModel(async () => ({ ...vectors, answers }));
    expect(await other.start(engine, { mistakes: [] })).toMatchObject({
      differences: 1,
      first: { key: 'user:69000', made: false },
    });
  });

  for (const { mistake } of SWITCHES) {
    test(`the switch ${mistake} changes ten answers at least, and the first is named`, async () => {
      const { differences, first, wrong } = await compared(mistake);
      expect(differences).toBeGreaterThanOrEqual(10);
      expect(wrong.length).toBe(Math.min(differences, 400));
      expect(first.python).not.toBe(first.cpp);
    });
  }

  test('each symptom is the one that is meant', async () => {
    const past = await compared('no-wrap');
    expect(past.first.cpp).toBe(null);
    expect(Math.min(...past.wrong)).toBeGreaterThanOrEqual(past.tokens.at(-1).turn);
    const after = await compared('after');
    const places = new Set(after.tokens.map((/** @type {any} */ { turn }) => turn));
    expect(after.ordinary).toBe(0); // an ordinary key stands on no token
    expect(after.wrong.every((/** @type {number} */ turn) => places.has(turn))).toBe(true);
    expect((await compared('overwrite')).first).toMatchObject({ python: 'server-A', cpp: 'server-D' });
    expect((await compared('stale')).first.python).toBe('server-D');
  });

  test('mistakes given as no mistakes answer as the ring does', () => {
    const ring = /** @type {any} */ (engine.ring({ servers: ['A', 'B', 'C'], vnodes: 20 }));
    const positions = /** @type {BigUint64Array} */ (engine.hashes({ prefix: 'k', count: 5000 }));
    expect(ownersWithMistakes(ring, positions, [])).toEqual(ring.place({ prefix: 'k', count: 5000 }));
    expect(ownersWithMistakes(ring, positions, ['typo'])).toEqual({ refused: 'mode-unknown' });
    expect(ownersWithMistakes(ring, /** @type {any} */ ([1n]), [])).toEqual({ refused: 'input-unreadable' });
    ring.delete();
    expect(ownersWithMistakes(ring, positions, [])).toEqual({ refused: 'ring-deleted' });
  });
});

describe('slide 11: the experiment', () => {
  test('switched on, off, stepped back: the same count again', async () => {
    const experiment = new Experiment({ tag: 'proof-badge', model, scene: model.scene({}) });
    await experiment.begin(engine);
    await experiment.apply({ do: 'set-mistake', mistake: 'stale', on: true });
    const { differences } = experiment.state;
    await experiment.apply({ do: 'set-mistake', mistake: 'after', on: true });
    expect(experiment.state.differences).not.toBe(differences);
    await experiment.seek(1);
    expect(experiment.state.differences).toBe(differences);
    expect(proofSentence(experiment.state)).toMatch(
      /^100,000 look-ups compared, [\d,]+ differences\. The first: /,
    );
    await experiment.apply({ do: 'set-mistake', mistake: 'stale', on: false });
    expect(proofSentence(experiment.state)).toBe('100,000 look-ups compared, 0 differences.');
  });

  test('R02: a switch that is none is refused', () => {
    expect(model.check({ do: 'set-mistake', mistake: 'typo', on: true })).toBe('mode-unknown');
    expect(model.check({ do: 'set-mistake', mistake: 'after', on: 1 })).toBe('mode-unknown');
    expect(model.check({ do: 'x' })).toBe('operation-unknown');
    expect(model.scene({ mistakes: ['after', 'constructor'] })).toBe(null);
  });
});
