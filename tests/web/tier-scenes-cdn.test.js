// Slide 17 from inside: the ring of a point of presence names the server that a ring without tables would name, one file goes from place
// to place, and the marks of the picture are the events of a real GET.
import { describe, expect, test } from 'vitest';
import { ASSETS, POINTS } from '../../web/claims/cdn.js';
import { loadEngine } from '../../web/engine/node.js';
import { Experiment } from '../../web/experiment/experiment.js';
import { tierScenesModel as model } from '../../web/widgets/tier-scenes/model.js';
import { picksOf } from '../../web/widgets/tier-scenes/points.js';
import { refusalText } from '../../web/widgets/tier-scenes/tools.js';
import { wayMarks } from '../../web/widgets/tier-scenes/way.js';
import { about, scenesSentence } from '../../web/widgets/tier-scenes/words.js';

const engine = /** @type {any} */ (await loadEngine());
const plain = (/** @type {string} */ text) => text.replaceAll('\u00a0', ' ');

async function begun() {
  const experiment = new Experiment({ tag: 'tier-scenes', model, scene: model.scene({}) });
  await experiment.begin(engine);
  return experiment;
}

describe('slide 17: inside the CDN', () => {
  test('the ring of each point names the first server clockwise, looked for without a ring', () => {
    for (const key of ['/v2/style.css', '', '__proto__', 'é🦊', `${ASSETS}7`]) {
      const hex = engine.position(key).hex;
      picksOf(engine, key).servers.forEach((server, point) => {
        const tokens = 'ABCD'.split('').flatMap((letter, s) =>
          Array.from({ length: 16 }, (_, v) => ({
            s,
            hex: engine.position(`${POINTS[point]}-${letter}-${v}`).hex,
          })),
        );
        const clockwise = tokens.sort((a, b) => (a.hex < b.hex ? -1 : 1));
        expect(server, `${key} at ${POINTS[point]}`).toBe(
          (clockwise.find((token) => token.hex >= hex) ?? clockwise[0]).s,
        );
      });
    }
  });

  test('one file from place to place: origin, then the region, then the shield, then the edge', async () => {
    const experiment = await begun();
    const went = [];
    for (const point of ['FRA', 'AMS', 'JFK', 'FRA']) {
      await experiment.apply({ do: 'get', key: '/v2/style.css', point });
      const { way } = experiment.state.network;
      expect(way.costNs).toBe(
        way.events.reduce((/** @type {number} */ sum, /** @type {any} */ e) => sum + e.costNs, 0),
      );
      went.push(plain(`${way.where} ${about(way.costNs)}`));
    }
    expect(went).toEqual(['db 180 ms', 'L2 30 ms', 'L3 80 ms', 'L1 10 ms']);
    expect(plain(scenesSentence(experiment.state))).toMatch(
      /^GET \/v2\/style\.css at FRA: the ring picks server B\. Answered by the edge at FRA after 10 ms\. Copies now: 6\.$/,
    );
  });

  test('the marks are the events: asked down to the hit, copied up from there, copies where they lie', async () => {
    const experiment = await begun();
    for (const point of ['FRA', 'AMS']) await experiment.apply({ do: 'get', key: 'k', point });
    const { network } = experiment.state;
    const all = wayMarks(network);
    expect(all).toMatchObject({
      point: 1,
      depth: 2,
      said: ['MISS', 'HIT', null],
      from: 1,
      copied: true,
      shield: true,
    });
    expect(all.holders.map((servers) => servers.length)).toEqual([1, 1, 0, 0, 0, 0]);
    const halfway = wayMarks(network, 2); // told: the edge was asked and missed
    expect(halfway).toMatchObject({ depth: 1, said: ['MISS', null, null], from: null, copied: false });
    expect(halfway.holders.map((servers) => servers.length)).toEqual([1, 0, 0, 0, 0, 0]);
  });

  test('T01 to T11: any text is a key of its own, in the answer and in the words', async () => {
    const experiment = await begun();
    const keys = [
      '',
      '\u00e9',
      'e\u0301',
      '👩‍👩‍👧',
      'a\u0000b',
      'x\ud800',
      '__proto__',
      '\u202eabc',
      'n'.repeat(1000),
      '-0',
      'null',
    ];
    for (const key of keys) {
      await experiment.apply({ do: 'get', key, point: 'SIN' });
      expect(experiment.state.network.way.where, JSON.stringify(key).slice(0, 20)).toBe('db');
      expect(scenesSentence(experiment.state).length).toBeLessThan(300);
    }
    await experiment.apply({ do: 'get', key: 'x\ufffd', point: 'SIN' }); // T05: a lone surrogate is U+FFFD
    expect(experiment.state.network.way.where).toBe('L1');
    expect(await experiment.apply({ do: 'get', key: 'é'.repeat(513), point: 'SIN' })).toEqual([
      { refused: 'text-too-long' },
    ]);
    expect(await experiment.apply({ do: 'get', key: 7, point: 'SIN' })).toEqual([
      { refused: 'key-not-text' },
    ]);
    expect(refusalText('text-too-long')).toContain('1,024 bytes');
  });
});
