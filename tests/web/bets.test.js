// What was bet is remembered for slide 20, beside what was true; a browser that stores nothing, or a store with somebody else's text
// in it, changes nothing else.
import { render } from '@lit-labs/ssr';
import { collectResult } from '@lit-labs/ssr/lib/render-result.js';
import { describe, expect, it } from 'vitest';
import { createBets, readBet } from '../../web/experiment/bets.js';
import { newEngine } from '../../web/engine/node.js';
import { hashRingModel } from '../../web/widgets/hash-ring/model.js';
import { betControl, betSentence, distance, isGuess } from '../../web/widgets/shared/bet.js';

const memory = (first = /** @type {string|null} */ (null)) => {
  let text = first;
  return {
    getItem: () => text,
    setItem: (/** @type {string} */ _, /** @type {string} */ value) => {
      text = value;
    },
  };
};
const bet = { question: 'How many keys move?', guess: 10, truth: 99.01, unit: '%' };
const wager = {
  id: 'the-math',
  question: bet.question,
  unit: '%',
  range: /** @type {[number, number]} */ ([0, 100]),
};

describe('what was bet', () => {
  it('is recalled in the order in which it was made, the last guess of each question', () => {
    const bets = createBets(() => memory());
    const heard = /** @type {any[]} */ ([]);
    const off = bets.on((all) => heard.push(all.map(({ guess }) => guess)));
    bets.remember('the-math', bet);
    bets.remember('saves', { ...bet, guess: 33, truth: null });
    bets.remember('the-math', { ...bet, guess: 50 });
    bets.remember('the-math', { ...bet, guess: 50 }); // nothing new: nobody is told
    off();
    bets.remember('the-math', { ...bet, guess: 60 });
    expect(bets.recall().map(({ id, guess }) => [id, guess])).toEqual([
      ['the-math', 60],
      ['saves', 33],
    ]);
    expect(heard).toEqual([[10], [10, 33], [50, 33]]);
  });

  it('keeps the truth that was told when the figure is stepped back, for the same guess', () => {
    const bets = createBets(() => memory());
    bets.remember('the-math', bet);
    bets.remember('the-math', { ...bet, truth: null });
    expect(bets.recall()[0].truth).toBe(99.01);
    bets.remember('the-math', { ...bet, guess: 11, truth: null });
    expect(bets.recall()[0].truth).toBeNull();
  });

  it('is there again after a reload', () => {
    const store = memory();
    createBets(() => store).remember('the-math', bet);
    expect(createBets(() => store).recall()).toEqual([{ id: 'the-math', ...bet }]);
  });

  it('cannot be changed from outside', () => {
    const bets = createBets(() => memory());
    bets.remember('the-math', bet);
    bets.recall()[0].guess = 99;
    expect(bets.recall()[0].guess).toBe(10);
  });

  it('S07: a store that is blocked or full loses nothing of this page', () => {
    const blocked = createBets(() => {
      throw new Error('SecurityError');
    });
    expect(blocked.remember('the-math', bet)).toBe(true);
    expect(blocked.recall()).toHaveLength(1);
  });

  it.each([
    '{',
    '7',
    'null',
    '{"length":1}',
    '[null,7,{"id":"a"}]',
    '[{"id":"a","question":"q","guess":"10"}]',
  ])('S02: a store that holds %s holds no bets', (text) =>
    expect(createBets(() => memory(text)).recall()).toEqual([]),
  );

  it('S02: only known fields are kept, and no more bets than a deck can ask', () => {
    const raw = JSON.parse(
      `[{"id":"a","question":"q","guess":1,"unit":"%","extra":1,"__proto__":{"bad":1}}]`,
    );
    const [read] = createBets(() => memory(JSON.stringify(raw))).recall();
    expect(read).toEqual({ id: 'a', question: 'q', guess: 1, truth: null, unit: '%' });
    const many = Array.from({ length: 1000 }, (_, i) => ({ ...bet, id: String(i) }));
    const bets = createBets(() => memory(JSON.stringify(many)));
    expect(bets.recall()).toHaveLength(32);
    expect(bets.remember('one-more', bet)).toBe(false);
  });

  it('N01: a guess that is no number is no bet', () => {
    for (const guess of [Number.NaN, Infinity, '7', null, undefined])
      expect(readBet({ id: 'a', ...bet, guess })).toBeNull();
  });
});

describe('the control', () => {
  const markup = async (/** @type {any} */ template) =>
    (await collectResult(render(template))).replace(/<!--.*?-->/gs, '');

  it('N05: a guess off the scale is refused', () => {
    for (const guess of [-1, 100.1, 1e300, Infinity, Number.NaN, '50', null])
      expect(isGuess(wager, guess)).toBe(false);
    for (const guess of [0, -0, 50.5, 100]) expect(isGuess(wager, guess)).toBe(true);
  });

  it('asks first, then shows the guess, then the truth beside it', async () => {
    const apply = () => {};
    expect(await markup(betControl(wager, { guess: null, truth: null }, apply))).toContain('Commit');
    expect(await markup(betControl(wager, { guess: null, truth: null }))).toBe('');
    expect(await markup(betControl(wager, { guess: null, truth: 99 }, apply))).toBe('');
    const waiting = await markup(betControl(wager, { guess: 10, truth: null }, apply));
    expect(waiting).toContain('your bet');
    expect(waiting).not.toContain('red');
    const told = await markup(betControl(wager, { guess: 10, truth: 99.0099 }, apply));
    expect(told).toContain('89 points short');
    expect(told).toContain('99.01 %');
  });

  it('both stand on one scale, at their own places', async () => {
    const told = await markup(betControl(wager, { guess: 25, truth: 75 }, () => {}));
    expect(told).toContain('cx="120"'); // 20 + a quarter of 400
    expect(told).toContain('M320 36');
  });

  it('says how far off in words', () => {
    expect(distance(10, 99.0099, '%')).toBe('89 points short');
    expect(distance(33, 0.95, '%')).toBe('32 points over');
    expect(distance(99, 99.0099, '%')).toBe('0.01 points short');
    expect(distance(5, 5, '%')).toBe('exactly right');
    expect(distance(10, 4, '× mean')).toBe('6 × mean over');
    expect(betSentence(wager, { guess: null, truth: null })).toBe('');
    expect(betSentence(wager, { guess: 10, truth: 99.0099 })).toBe('Your bet was 10 %: 89 points short.');
  });
});

describe('slide 8', () => {
  it('a bet is a command of the ring: it stays in the scene, changes nothing else, and is off the scale refused', async () => {
    const engine = await newEngine({});
    const scene = hashRingModel.scene({ servers: ['45 A', '180 B'], hash: 'by-degrees', plain: true });
    const state = hashRingModel.start(engine, scene ?? expect.fail());
    const answer = /** @type {any} */ (hashRingModel.run(engine, state, { do: 'bet', guess: 33 }));
    expect(answer.events).toEqual([{ event: 'bet', guess: 33 }]);
    expect(answer.state.scene).toEqual({ ...scene, guess: 33 });
    expect(hashRingModel.scene(answer.state.scene)).toEqual(answer.state.scene);
    expect(hashRingModel.check({ do: 'bet', guess: 101 })).toBe('count-out-of-range');
    expect(hashRingModel.scene({ ...scene, guess: '33' })).toBeNull();
    hashRingModel.dispose(state);
    hashRingModel.dispose(answer.state);
  });
});
