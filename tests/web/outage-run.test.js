// The night of slides 2 and 5: what its model takes and refuses, what its drawings and words say, and that all of it is the run's.
import { readFileSync } from 'node:fs';
import { render } from '@lit-labs/ssr';
import { collectResult } from '@lit-labs/ssr/lib/render-result.js';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadEngine } from '../../web/engine/node.js';
import { Experiment } from '../../web/experiment/experiment.js';
import { readingAt } from '../../web/widgets/outage-run/curves.js';
import { dashboardFigure } from '../../web/widgets/outage-run/dashboard-view.js';
import { outageRunModel as model } from '../../web/widgets/outage-run/model.js';
import { clockTime, outagePicture } from '../../web/widgets/outage-run/picture.js';
import { askedOf, attributesOf, USUAL, WINDOW } from '../../web/widgets/outage-run/scene.js';
import { timesOf } from '../../web/widgets/outage-run/timeline-drawing.js';
import { timelineFigure } from '../../web/widgets/outage-run/timeline-view.js';
import { readNumber, refusalText } from '../../web/widgets/outage-run/tools.js';
import { outageSentence } from '../../web/widgets/outage-run/words.js';

/** @typedef {import('../../web/widgets/outage-run/model.js').OutageState} OutageState */

/** @type {import('../../web/engine/edgecache.d.ts').Engine} */
let engine;
beforeAll(async () => {
  engine = await loadEngine();
});

const usual = /** @type {import('../../web/widgets/outage-run/scene.js').OutageScene} */ (model.scene({}));

/** @param {any[]} commands @returns {Promise<OutageState>} */
const nightAfter = (...commands) => model.start(engine, commands.reduce(model.fold, usual));
/** @param {any} template */
const markup = async (template) => (await collectResult(render(template))).replace(/<!--.*?-->/gs, '');
/** @param {OutageState} state */
const timeline = (state) => markup(timelineFigure(outagePicture(state, 'timeline')));
/** @param {OutageState} state */
const desk = (state) => markup(dashboardFigure(outagePicture(state, 'dashboard')));
/** @param {string} drawn */
const plain = (drawn) =>
  drawn
    .replace(/<[^>]*>/g, ' ')
    .replace(/\u00a0/g, ' ')
    .replace(/\s+/g, ' ');

describe('the usual night', () => {
  test('is the engine’s own: the same scene, the same digest', async () => {
    const own = await engine.run({ do: 'outage' });
    const asked = await engine.run({ do: 'outage', scene: askedOf(USUAL, 'modulo') });
    if ('refused' in own || 'refused' in asked) throw new Error('refused');
    expect(asked.scene).toEqual(own.scene);
    expect(asked.digest).toBe(own.digest);
  });

  test('has the storyboard’s beats at the storyboard’s times', async () => {
    const { run } = await nightAfter({ do: 'add-server' });
    const picture = outagePicture(await nightAfter({ do: 'add-server' }), 'timeline');
    const told = ['server-joins', 'first-miss', 'overload', 'pool-exhausted', 'down'];
    const times = told.map((event) => clockTime(Number(picture.main.when(event))));
    expect(times).toEqual(['3:47:00', '3:47:01', '3:47:02', '3:47:05', '3:47:10']);
    expect(run.lanes.map(({ lane, ended }) => [lane, ended])).toEqual([
      ['modulo', 'down'],
      ['ring', 'up'],
    ]);
  });

  test('multiplies the queries by 19.8 under modulo and by 1.2 on the ring, to expect', async () => {
    const { lanes } = outagePicture(await nightAfter(), 'timeline');
    expect(lanes.map(({ times }) => times.toFixed(1))).toEqual(['19.8', '1.2']);
  });

  test('the drawing says what the run says, at the end of the script', async () => {
    const state = await nightAfter({ do: 'run-to', mark: 'down' }, { do: 'lane', name: 'ring' });
    const { main, beside } = outagePicture(state, 'timeline');
    const drawn = plain(await timeline(state));
    expect(drawn).toContain(`× ${main.times.toFixed(1)} database queries per second`);
    expect(drawn).toContain(`×${main.counted.toFixed(1)} counted`);
    expect(drawn).toContain(`with retries, up to ×${Math.round(main.peak)}`);
    expect(drawn).toContain(`at most ×${beside?.counted.toFixed(1)}`);
    for (const said of [
      '(number 100) joins',
      '99 % of keys change owner',
      'connection pool exhausted',
      'at 3:47:10, revenue: $0',
      'a metastable failure',
      'How do we add servers WITHOUT this chaos?',
      state.run.digest,
    ])
      expect(drawn).toContain(said);
  });

  test('nothing is told before it happens', async () => {
    const early = plain(await timeline(await nightAfter({ do: 'scrub-to', second: 0.5 })));
    for (const late of ['change owner', 'database can serve', 'exhausted', 'Site', 'metastable', '×19.8'])
      expect(early).not.toContain(late);
    const quiet = plain(await desk(await nightAfter()));
    expect(quiet).toContain('No incident.');
    expect(quiet).not.toContain('DATABASE DOWN');
  });

  test('the desk’s alert fires when the run’s does, and its instruments read the run', async () => {
    const state = await nightAfter({ do: 'add-server' });
    const picture = outagePicture(state, 'dashboard');
    const alert = Number(picture.main.when('alert'));
    const drawn = plain(await desk(state));
    expect(drawn).toContain(`alert at ${clockTime(alert)}`);
    expect(drawn).toContain('DATABASE DOWN');
    const before = plain(await desk(await nightAfter({ do: 'scrub-to', second: alert - 0.1 })));
    expect(before).toContain('No incident.');
    const { errorRate } = state.run.lanes[0].series;
    const last = readingAt(errorRate, picture.clock, WINDOW.until);
    expect(drawn).toContain(`${Math.round(last * 100)} %`);
  });

  test('on the ring the desk stays quiet', async () => {
    const drawn = plain(await desk(await nightAfter({ do: 'add-server' }, { do: 'lane', name: 'ring' })));
    expect(drawn).toContain('No incident.');
  });
});

describe('another night', () => {
  test('with the headroom that the search finds nobody is alerted, with a tenth less somebody is', async () => {
    const { found } = await nightAfter({ do: 'find-headroom' });
    expect(found?.ring).toBeLessThan(Number(found?.modulo));
    const least = Number(found?.modulo);
    const alert = async (/** @type {number} */ headroom) => {
      const state = await nightAfter({ do: 'set', headroom });
      return outagePicture(state, 'timeline').main.when('alert');
    };
    expect(await alert(least)).toBeNull();
    expect(await alert(Number((least - 0.1).toFixed(1)))).not.toBeNull();
  }, 60_000);

  test('a changed cluster forgets what was found for the other, and is looked at to its end', async () => {
    const scene = [{ do: 'find-headroom' }, { do: 'set', retries: 0 }].reduce(model.fold, usual);
    expect(scene).toMatchObject({ found: false, at: 'end' });
  });

  test('a hit rate of nothing multiplies nothing: the database never notices', async () => {
    const state = await nightAfter({ do: 'set', hitRate: 0 });
    const { main } = outagePicture(state, 'timeline');
    expect([main.times, main.when('down')]).toEqual([1, null]);
    expect(plain(await timeline(state))).toContain('up.');
  });

  test('load shedding brings it back, and says when', async () => {
    const state = await nightAfter({ do: 'set', shed: true });
    const { main } = outagePicture(state, 'timeline');
    const back = Number(main.when('recovered'));
    expect(back).toBeGreaterThan(30);
    expect(plain(await timeline(state))).toContain(`It is back at ${clockTime(back)}.`);
  });
});

describe('R25: misses at once', () => {
  test('R25: coalescing asks the database less often than callers ask, in the figure’s own run', async () => {
    const { run } = await nightAfter({ do: 'lane', name: 'ring-warm' });
    const [, ring, warm] = run.lanes;
    expect(warm.totals.coalesced + warm.totals.warmed).toBeGreaterThan(0);
    expect(warm.totals.queries).toBeLessThan(ring.totals.queries);
  });
});

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

test('times under the poles stand apart, and the first is written out', () => {
  expect(timesOf([0, 1, 2, 4.8, 4.9, 9.75]).map(({ text }) => text)).toEqual([
    '3:47:00',
    ':01',
    ':02',
    ':05',
    ':10',
  ]);
});

test('the words say both lanes and the moment', async () => {
  const state = await nightAfter({ do: 'run-to', mark: 'down' }, { do: 'lane', name: 'ring' });
  const said = outageSentence(outagePicture(state, 'timeline'));
  expect(said).toMatch(/^3:47:10\. hash % N: down since 3:47:10, .*\. the ring: hit rate 9\d\u00a0%/);
});
