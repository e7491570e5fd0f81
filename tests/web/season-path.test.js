// Slide 20: six structures of the same six nodes, how one turns into the next, what the engine says of them, and the bets beside.
import { html } from 'lit';
import { render } from '@lit-labs/ssr';
import { collectResult } from '@lit-labs/ssr/lib/render-result.js';
import { describe, expect, test } from 'vitest';
import { loadEngine } from '../../web/engine/node.js';
import { readBet } from '../../web/experiment/bets.js';
import { Experiment } from '../../web/experiment/experiment.js';
import { compact, drawStill } from '../../web/tooling/stills.js';
import { betsPanel, betsSentence } from '../../web/widgets/season-path/bets-view.js';
import { pictureOf } from '../../web/widgets/season-path/drawing.js';
import { EPISODES, NAMES, NODES, pointersOf, shapeOf } from '../../web/widgets/season-path/episodes.js';
import { seasonPathModel as model } from '../../web/widgets/season-path/model.js';
import { seasonReceipt } from '../../web/widgets/season-path/receipt.js';
import { seasonFigure, seasonSentence } from '../../web/widgets/season-path/view.js';

const engine = await loadEngine();
const { facts } = model.start(engine, { episode: 1 });
const drawn = async (/** @type {unknown} */ template) =>
  compact(await collectResult(render(html`${template}`)));
const plain = (/** @type {string} */ markup) => markup.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');

/** Follows the pointers from a node until there is none, or until it has been here. @param {number[][]} pointers @param {number} from */
function walk(pointers, from) {
  const seen = [from];
  for (;;) {
    const next = pointers.find(([a]) => a === seen[seen.length - 1])?.[1];
    if (next === undefined || seen.includes(next)) return { seen, back: next === from };
    seen.push(next);
  }
}

describe('slide 20: six structures', () => {
  test('the first episode is a list, the last a ring, and one pointer is the difference', async () => {
    const [first, last] = [shapeOf(1, facts), shapeOf(6, facts)];
    expect(walk(first.pointers, 0)).toEqual({ seen: [0, 1, 2, 3, 4, 5], back: false });
    expect(walk(last.pointers, 0)).toEqual({ seen: [0, 1, 2, 3, 4, 5], back: true });
    expect(last.pointers.length - first.pointers.length).toBe(1);
    expect(plain(await drawn(seasonFigure({ scene: { episode: 6 }, facts })))).toContain('+1');
  });

  test('two lists meet in one node, three versions share a tail, both ways is twice as many', () => {
    const into = (/** @type {number} */ episode) => {
      const { pointers } = shapeOf(episode, facts);
      return Array.from({ length: NODES }, (_, node) => pointers.filter(([, b]) => b === node).length);
    };
    expect(into(2)).toEqual([0, 1, 0, 1, 2, 1]);
    expect(into(4)).toEqual([0, 0, 0, 3, 1, 1]);
    expect(pointersOf(3, facts)).toBe(2 * pointersOf(1, facts));
    expect(pointersOf(5, facts)).toBe(pointersOf(3, facts) + NODES);
  });

  test('the ring is the engine’s: the nodes in order of their hashes, next once around, fingers no more', () => {
    const ring = /** @type {any} */ (engine.ring({ plain: true, servers: NAMES }));
    const turns = NAMES.map((name) => /** @type {any} */ (engine.position(name)).turn);
    expect(facts.turns).toEqual(turns);
    expect([...turns].sort((a, b) => a - b)).toEqual(turns);
    expect(ring.owner('node_6')).toBe('node_6');
    ring.delete();
    expect(facts.next).toBe(NODES - 1);
    expect(facts.fingers).toBeLessThanOrEqual(Math.ceil(Math.log2(NODES)));
    expect(facts.fingers).toBeGreaterThan(0);
  });

  test('the list of Episode 5 is in the order of an LRU cache that was asked as the text says', () => {
    /** @type {string[]} */
    const model = [];
    let hits = 0;
    const asked = [...NAMES].reverse().concat('node_3');
    for (const name of asked) {
      const found = model.indexOf(name);
      if (found >= 0) hits += model.splice(found, 1).length;
      model.unshift(name);
    }
    expect(facts.recency.map((node) => NAMES[node])).toEqual(model);
    expect([facts.requests, facts.hits]).toEqual([asked.length, hits]);
    expect(EPISODES[4].says(facts)).toContain('after 7 requests, 1 of them a hit, C is first');
  });

  test('each episode is drawn with the pointers that it says it has', async () => {
    for (let episode = 1; episode <= EPISODES.length; episode++) {
      const markup = await drawn(seasonFigure({ scene: { episode }, facts }));
      const arrows = markup.match(/marker-end/g) ?? [];
      expect(arrows, `episode ${episode}`).toHaveLength(pointersOf(episode, facts));
      expect(plain(markup)).toContain(`${arrows.length} pointers`);
      for (const { name, leads } of EPISODES)
        expect(plain(markup).replaceAll('&amp;', '&')).toContain(`${name} ${leads}`);
    }
  });

  test('on the way nobody jumps: the nodes begin where they stood, end where they belong, and shared pointers stay tied', () => {
    for (let from = 1; from <= 6; from++) {
      for (let to = 1; to <= 6; to++) {
        const [old, next] = [shapeOf(from, facts), shapeOf(to, facts)];
        expect(pictureOf(from, to, 0, facts).nodes).toEqual(old.nodes);
        const [end, rest] = [pictureOf(from, to, 1, facts), pictureOf(to, to, 1, facts)];
        const told = (/** @type {typeof end} */ { pointers, cells, cellPart, round, ring }) => ({
          pointers: pointers.map((pointer) => JSON.stringify(pointer)).sort(),
          cells: cellPart > 0 ? cells : [],
          round,
          ring,
        });
        expect(told(end), `${from} to ${to}`).toEqual(told(rest));
        end.nodes.forEach(({ x, y }, i) => {
          expect(Math.hypot(x - rest.nodes[i].x, y - rest.nodes[i].y)).toBeLessThan(1e-9);
        });
        const shared = next.pointers.filter(([a, b]) => old.pointers.some(([c, d]) => c === a && d === b));
        let before = pictureOf(from, to, 0, facts);
        for (let t = 0; t <= 1; t += 0.02) {
          const now = pictureOf(from, to, t, facts);
          const whole = now.pointers.filter(({ part }) => part === 1);
          for (const [a, b] of shared) expect(whole.some((p) => p.a === a && p.b === b)).toBe(true);
          now.nodes.forEach(({ x, y }, i) => {
            expect(Math.hypot(x - before.nodes[i].x, y - before.nodes[i].y)).toBeLessThan(110);
          });
          before = now;
        }
      }
    }
  });
});

describe('slide 20: the experiment', () => {
  const begun = async () => {
    const experiment = new Experiment({ tag: 'season-path', model, scene: model.scene({}) });
    await experiment.begin(engine);
    return experiment;
  };

  test('L04: every step is a command, and back after forward is the same state', async () => {
    const experiment = await begun();
    for (const episode of [2, 3, 4, 5, 6, 1, 6]) await experiment.apply({ do: 'show', episode });
    expect(experiment.log).toHaveLength(7);
    for (const [n, episode] of [
      [0, 1],
      [5, 6],
      [4, 5],
      [7, 6],
      [6, 1],
    ]) {
      await experiment.seek(n);
      expect(experiment.state.scene).toEqual({ episode });
    }
    await experiment.seek(5);
    expect(experiment.state.facts).toEqual(facts);
    expect(experiment.toAddress()).not.toBe('');
  });

  test('N01 to N04: an episode that there is not is refused and changes nothing', async () => {
    const experiment = await begun();
    for (const episode of [0, -1, 7, 1.5, NaN, 1e300, 2 ** 32, '2', '７', null, undefined])
      expect(await experiment.apply(/** @type {any} */ ({ do: 'show', episode })), String(episode)).toEqual([
        { refused: 'count-out-of-range' },
      ]);
    expect(experiment.log).toHaveLength(0);
    expect(model.check({ do: 'toString' })).toBe('operation-unknown');
    for (const raw of [null, 7, { episode: 7 }, { episode: '1' }]) expect(model.scene(raw)).toBe(null);
  });

  test('the receipt counts what is shown', async () => {
    const experiment = await begun();
    await experiment.apply({ do: 'show', episode: 5 });
    expect(seasonReceipt(engine, experiment.state)).toMatchObject({
      number: '16',
      file: 'cpp/cache/lru_cache.hpp',
    });
    expect(seasonSentence(experiment.state)).toContain('Episode 5, LRU Cache');
  });

  test('the still is the figure at the end of its script, and on paper nobody has bet', async () => {
    const script = [{ do: 'show', episode: 6 }];
    const still = plain(await drawStill('season', { attributes: { episode: '1' }, script }));
    expect(still).toContain(`A to F: ${facts.next} hops by next, ${facts.fingers} by Chord’s fingers`);
    expect(still).toContain('None yet. Slides 4, 8, 9, 12 and 19 ask before they tell');
  });
});

describe('slide 20: the bets', () => {
  const bet = (/** @type {any} */ more) =>
    /** @type {import('../../web/experiment/bets.js').Bet} */ (
      readBet({ id: 'x', question: 'How many?', guess: 10, truth: 99.0099, unit: '%', ...more })
    );

  test('guess and truth stand side by side, with how far off; what is not told yet says so', async () => {
    expect(plain(await drawn(betsPanel([bet({})])))).toContain('How many? 10 % → 99.01 % 89 points short');
    expect(plain(await drawn(betsPanel([bet({ guess: 33, truth: 20.83 })])))).toContain('12 points over');
    expect(plain(await drawn(betsPanel([bet({ truth: 10 })])))).toContain('exactly right');
    const untold = plain(await drawn(betsPanel([bet({ truth: null, unit: '' })])));
    expect(untold).toContain('10 not told yet');
    expect(untold).not.toContain('→');
  });

  test('none is said to be none, and more than have room are counted', async () => {
    expect(plain(await drawn(betsPanel([])))).toContain('None yet');
    expect(betsSentence([])).toBe('No bets were made.');
    const many = plain(await drawn(betsPanel(Array.from({ length: 7 }, (_, i) => bet({ id: `bet-${i}` })))));
    expect(many).toContain('the first 5 of 7');
    expect(betsSentence([bet({}), bet({ truth: null })])).toBe(
      'Your bets: 10\u00a0%, 89 points short. 10\u00a0%, not told yet.',
    );
  });

  test('S01: a question out of a store that was tampered with is text', async () => {
    const markup = await drawn(betsPanel([bet({ question: '<img src=x onerror=alert(1)>' })]));
    expect(markup).not.toContain('<img');
    expect(markup).toContain('&lt;img');
  });
});
