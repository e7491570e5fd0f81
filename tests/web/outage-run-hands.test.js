// The hands of slides 2 and 5: what a viewer, an address or mischief may ask of the night, and that every way to a state shows the same.
import { readFileSync } from 'node:fs';
import { render } from '@lit-labs/ssr';
import { collectResult } from '@lit-labs/ssr/lib/render-result.js';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadEngine } from '../../web/engine/node.js';
import { Experiment } from '../../web/experiment/experiment.js';
import { outageRunModel as model } from '../../web/widgets/outage-run/model.js';
import { outagePicture } from '../../web/widgets/outage-run/picture.js';
import { attributesOf, USUAL, WINDOW } from '../../web/widgets/outage-run/scene.js';
import { timelineFigure } from '../../web/widgets/outage-run/timeline-view.js';
import { readNumber, refusalText } from '../../web/widgets/outage-run/tools.js';

/** @type {import('../../web/engine/edgecache.d.ts').Engine} */
let engine;
beforeAll(async () => {
  engine = await loadEngine();
});

const usual = /** @type {import('../../web/widgets/outage-run/scene.js').OutageScene} */ (model.scene({}));
/** @param {import('../../web/widgets/outage-run/model.js').OutageState} state */
const timeline = async (state) =>
  (await collectResult(render(timelineFigure(outagePicture(state, 'timeline'))))).replace(/<!--.*?-->/gs, '');

describe('refusals change nothing', () => {
  test.each([
    ['N01: NaN', { do: 'set', hitRate: Number.NaN }, 'count-out-of-range'],
    ['N02: negative', { do: 'set', headroom: -1 }, 'count-out-of-range'],
    ['N03: 1e300', { do: 'set', headroom: 1e300 }, 'count-out-of-range'],
    ['N03: Infinity', { do: 'set', headroom: Number.POSITIVE_INFINITY }, 'count-out-of-range'],
    ['N03: 2^32', { do: 'set', retries: 2 ** 32 }, 'count-out-of-range'],
    ['N04: a fraction of a retry', { do: 'set', retries: 1.9 }, 'count-out-of-range'],
    ['N04: a text', { do: 'set', retries: '7' }, 'count-out-of-range'],
    ['N05: past the end of the slider', { do: 'scrub-to', second: 99 }, 'time-out-of-range'],
    ['N05: before its beginning', { do: 'scrub-to', second: -99 }, 'time-out-of-range'],
    ['S02: an unknown lane', { do: 'lane', name: '__proto__' }, 'mode-unknown'],
    ['S02: an unknown mark', { do: 'run-to', mark: 'constructor' }, 'mode-unknown'],
    ['S02: an unknown verb', { do: 'drop-table' }, 'operation-unknown'],
    ['S02: nothing', null, 'operation-unknown'],
  ])('%s', (_, command, code) => {
    expect(model.check(command)).toBe(code);
    expect(refusalText(code).length).toBeGreaterThan(8);
  });

  test('N02: -0 is taken as 0', () => {
    expect(Object.is(model.fold(usual, { do: 'scrub-to', second: -0 }).at, 0)).toBe(true);
    expect(Object.is(model.fold(usual, { do: 'set', retries: -0 }).settings.retries, 0)).toBe(true);
  });

  test('N04: N07: a field takes plain digits and nothing else', () => {
    for (const text of ['', '1e2', '0x10', '７', ' 7', '7 ', '-1', 'NaN', '1.9'])
      expect(readNumber(text, false)).toBeNull();
    for (const text of ['1.95', '.5', '1e2', '٣']) expect(readNumber(text, true)).toBeNull();
    expect([readNumber('95', false), readNumber('3.5', true)]).toEqual([95, 3.5]);
  });

  test('N05: the engine refuses what the figure would', async () => {
    for (const scene of [{ retries: 10 }, { hitRate: 1.5 }, { retries: 1.5 }, { headroom: -1 }])
      expect(await engine.run({ do: 'outage', scene })).toEqual({ refused: 'count-out-of-range' });
  });

  test('S02: a scene of wrong types is refused, and only known fields are kept', () => {
    for (const raw of [
      null,
      7,
      { at: 'noon' },
      { at: 1e9 },
      { lane: 'x' },
      { settings: { retries: 'x' } },
      { found: 1 },
    ])
      expect(model.scene(raw)).toBeNull();
    const scene = model.scene(JSON.parse('{"at":1,"settings":{"retries":2,"__proto__":{"x":1}},"evil":1}'));
    expect(scene).toEqual({ at: 1, lane: 'modulo', found: false, settings: { ...USUAL, retries: 2 } });
  });

  test('a tag’s attributes make the scene, and a wrong one is no scene', () => {
    const scene = (/** @type {Record<string, string>} */ attributes) =>
      model.scene(attributesOf((name) => attributes[name] ?? null));
    expect(scene({ 'hit-rate': '0.8', headroom: '5', at: 'down', lane: 'ring' })).toEqual({
      settings: { ...USUAL, hitRate: 0.8, headroom: 5 },
      at: 'down',
      lane: 'ring',
      found: false,
    });
    expect(scene({ headroom: 'many' })).toBeNull();
  });
});

test('the interface names every verb of the tag, and no other', () => {
  const read = (/** @type {string} */ path) =>
    readFileSync(new URL(`../../web/${path}`, import.meta.url), 'utf8');
  const declared = read('engine/edgecache-tags.d.ts').split('type OutageRunCommand =')[1].split(';\n\n')[0];
  const known = read('widgets/outage-run/model.js').split('function check(')[1].split('default:')[0];
  const verbs = [...declared.matchAll(/do: '([a-z-]+)'/g)].map(([, verb]) => verb);
  expect([...known.matchAll(/case '([a-z-]+)'/g)].map(([, verb]) => verb).sort()).toEqual(verbs.sort());
});

describe('as an experiment', () => {
  const script = [
    { do: 'run-to', mark: 'server-joins' },
    { do: 'run-to', mark: 'down' },
    { do: 'set', headroom: 12 },
    { do: 'lane', name: 'ring' },
    { do: 'scrub-to', second: 3 },
  ];
  const made = () =>
    new Experiment({ tag: 'outage-run', model, scene: model.scene({ at: WINDOW.from }), log: script });

  test('L04: whatever way leads to a place of the log, it is the same picture', async () => {
    const experiment = made();
    await experiment.begin(engine);
    const pictures = [];
    for (let n = 0; n <= script.length; n++) {
      await experiment.seek(n);
      pictures.push(await timeline(experiment.state));
    }
    expect(new Set(pictures).size).toBe(script.length + 1);
    for (const n of [4, 2, 5, 1, 3, 0, 5]) {
      await experiment.seek(n);
      expect(await timeline(experiment.state), `after seek(${n})`).toBe(pictures[n]);
    }
    const other = made();
    await other.begin(engine);
    await other.load({ scene: experiment.scene, log: experiment.log, cursor: 4 });
    expect(await timeline(other.state)).toBe(pictures[4]);
    for (const one of [experiment, other]) one.rest();
  });

  test('L03: twenty commands at once are twenty steps, in order', async () => {
    const experiment = made();
    await experiment.begin(engine);
    const seconds = Array.from({ length: 20 }, (_, i) => i / 2);
    await Promise.all(seconds.map((second) => experiment.apply({ do: 'scrub-to', second })));
    expect(experiment.log.map(({ second }) => second)).toEqual(seconds);
    experiment.rest();
  });

  test('events name what the clock passed, in order of time', async () => {
    const experiment = made();
    await experiment.begin(engine);
    await experiment.seek(2);
    const passed = experiment.events.filter(({ lane }) => lane === 'modulo').map(({ event }) => event);
    expect(passed).toEqual(
      'first-miss pool-full overload first-timeout pool-exhausted retries-dominate alert down'.split(' '),
    );
    experiment.rest();
  });

  test('R26: a search that is stopped answers so and changes nothing', async () => {
    const experiment = made();
    await experiment.begin(engine);
    await experiment.apply({ do: 'set', backoff: true });
    const search = experiment.apply({ do: 'find-headroom' });
    await new Promise((soon) => setTimeout(soon, 20));
    await experiment.seek(1);
    expect(await search).toEqual([{ refused: 'stopped' }]);
    expect(experiment.log).toEqual([{ do: 'set', backoff: true }]);
    experiment.rest();
  });
});
