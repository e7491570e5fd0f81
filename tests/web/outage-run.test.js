// The night of slides 2 and 5: what its model takes and refuses, what its drawings and words say, and that all of it is the run's.
import { render } from '@lit-labs/ssr';
import { collectResult } from '@lit-labs/ssr/lib/render-result.js';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadEngine } from '../../web/engine/node.js';
import { readingAt } from '../../web/widgets/outage-run/curves.js';
import { dashboardFigure } from '../../web/widgets/outage-run/dashboard-view.js';
import { outageRunModel as model } from '../../web/widgets/outage-run/model.js';
import { clockTime, outagePicture } from '../../web/widgets/outage-run/picture.js';
import { askedOf, USUAL, WINDOW } from '../../web/widgets/outage-run/scene.js';
import { timesOf } from '../../web/widgets/outage-run/timeline-drawing.js';
import { timelineFigure } from '../../web/widgets/outage-run/timeline-view.js';
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
