// Slide 18: who holds what after a write, and who was told what, against a tally of the readers; back and forward; what it refuses.
import { describe, expect, test } from 'vitest';
import { loadEngine } from '../../web/engine/node.js';
import { Experiment } from '../../web/experiment/experiment.js';
import { drawStill } from '../../web/tooling/stills.js';
import {
  READS_PER_SECOND,
  seenAt,
  staleCopies,
  staleCopiesModel as model,
  TTL_MS,
} from '../../web/widgets/stale-copies/model.js';
import { copiesSentence } from '../../web/widgets/stale-copies/view.js';
import { plain, section, words } from './deck-words.js';

const engine = await loadEngine();
const script = JSON.parse(section('invalidation').match(/data-script>([\s\S]*?)<\/script>/)?.[1] ?? '[]').map(
  (/** @type {any} */ { at, say, ...command }) => command,
);
const WRITE = { do: 'write' };
const PURGE = { do: 'purge' };
const wait = (/** @type {number} */ seconds) => ({ do: 'wait', seconds });

/** Every state from the first on. @param {any[]} commands @param {any} [scene] */
async function states(commands, scene = {}) {
  const all = [await model.start(engine, /** @type {any} */ (model.scene(scene)))];
  for (const command of commands) {
    const answer = /** @type {any} */ (await model.run(engine, all[all.length - 1], command));
    expect(answer.refused).toBeUndefined();
    all.push(answer.state);
  }
  return all;
}
/** What can be seen of a state. @param {any} state */
const picture = ({ cache: _, ...seen }) => JSON.stringify(seen);

describe('slide 18: one write, many copies', () => {
  test('one write makes every copy stale, and no copy knows', async () => {
    const [before, after] = await states([WRITE]);
    expect(staleCopies(before.copies)).toBe(0);
    expect(staleCopies(after.copies)).toBe(24);
    expect(after.copies.every(({ version }) => version === 1)).toBe(true);
    expect(after.version).toBe(2);
    expect(after.reads).toBe(0);
  });

  test('readers told something old, counted by the cache, equal a tally of what each was told', async () => {
    const commands = [wait(3), WRITE, wait(20), WRITE, wait(7), PURGE, WRITE, wait(60)];
    let version = 1;
    let [reads, stale] = [0, 0];
    for (const [i, state] of (await states(commands, { places: 17 })).slice(1).entries()) {
      if (commands[i].do === 'write') version += 1;
      const told = state.story.happenings.filter((happening) => happening.told);
      reads += told.length;
      stale += told.filter((reader) => Number(reader.version) < version).length;
      expect([state.reads, state.staleReads], `step ${i + 1}`).toEqual([reads, stale]);
    }
    expect(reads).toBe(17 * READS_PER_SECOND * 91);
    expect(stale).toBeGreaterThan(100);
  });

  test('R22: a copy dies at its expiry: a TTL after the write nobody is told something old', async () => {
    const [, , waited, longer] = await states([WRITE, wait(60), wait(5)]);
    expect(staleCopies(waited.copies)).toBe(0);
    expect(longer.staleReads).toBe(waited.staleReads);
    for (const { told, old, ms } of waited.story.happenings) if (told && old) expect(ms).toBeLessThan(TTL_MS);
  });

  test('R23: after a purge has gone around no copy is stale, and the next readers fetch', async () => {
    const [, , purged, asked] = await states([WRITE, PURGE, wait(5)]);
    expect(staleCopies(purged.copies)).toBe(0);
    expect(asked.staleReads).toBe(purged.staleReads);
    const dropped = purged.story.happenings.filter(({ told }) => !told);
    expect(dropped.length).toBeGreaterThan(20); // those that had not died of age before
    expect(new Set(dropped.map(({ place }) => place)).size).toBe(dropped.length);
    expect(new Set(dropped.map(({ ms }) => ms)).size).toBeGreaterThan(5); // a wave
  });

  test('R24: a purge of absent copies does nothing; two purges are each done', async () => {
    const [, , once, twice] = await states([WRITE, PURGE, PURGE], { places: 3 });
    const fetched = once.copies.filter(({ version }) => version === 2).length;
    expect(twice.story.happenings.filter(({ told }) => !told).length).toBeLessThanOrEqual(fetched + 3);
    expect(staleCopies(twice.copies)).toBe(0);
    expect(twice.staleReads).toBe(once.staleReads);
  });

  test('the moments of a command lead from the state before it to the state after it', async () => {
    const all = await states([WRITE, wait(5), WRITE, wait(60), PURGE]);
    for (const [i, state] of all.entries()) {
      if (i === 0 || state.story.takesMs === 0) continue;
      const [first, last, end] = [0, state.story.takesMs, null].map((ms) => seenAt(state, ms));
      const before = all[i - 1];
      expect([first.reads, first.staleReads]).toEqual([before.reads, before.staleReads]);
      expect(first.copies.map(({ version }) => version)).toEqual(before.copies.map(({ version }) => version));
      expect([last.reads, last.staleReads]).toEqual([end.reads, end.staleReads]);
      expect(last.copies.map(({ version, old }) => [version, old])).toEqual(
        end.copies.map(({ version, old }) => [version, old]),
      );
    }
  });
});

describe('slide 18: the experiment', () => {
  test('stepped back and forward, reset and opened again it is the same', async () => {
    const experiment = new Experiment({ tag: 'stale-copies', model, scene: model.scene({}) });
    await experiment.begin(engine);
    for (const command of [WRITE, wait(5), PURGE]) await experiment.apply(command);
    const whole = picture(experiment.state);
    await experiment.seek(1);
    expect(staleCopies(experiment.state.copies)).toBe(24);
    await experiment.seek(3);
    expect(picture(experiment.state)).toBe(whole);
    const scene = model.scene(JSON.parse(JSON.stringify(experiment.state.scene)));
    expect(picture(await model.start(engine, /** @type {any} */ (scene)))).toBe(whole);
    await experiment.apply({ do: 'set-places', places: 5 });
    expect(experiment.state).toMatchObject({ version: 1, reads: 0, scene: { places: 5, past: [] } });
  });

  test('L01: a wait that is stopped half way leaves nothing behind', async () => {
    const experiment = new Experiment({ tag: 'stale-copies', model, scene: model.scene({ places: 60 }) });
    await experiment.begin(engine);
    const waiting = experiment.apply(wait(60));
    const back = experiment.seek(0);
    expect(await waiting).toEqual([{ refused: 'stopped' }]);
    await back;
    expect(experiment.log).toEqual([]);
    expect(experiment.state.reads).toBe(0);
  });

  test('L03: ten presses are ten writes', async () => {
    const experiment = new Experiment({ tag: 'stale-copies', model, scene: model.scene({}) });
    await experiment.begin(engine);
    await Promise.all(Array.from({ length: 10 }, () => experiment.apply(WRITE)));
    expect(experiment.state.version).toBe(11);
    expect(experiment.log).toHaveLength(10);
  });

  test('L06: two of them are independent', async () => {
    const [, written] = await states([WRITE]);
    const [other] = await states([]);
    expect([staleCopies(written.copies), staleCopies(other.copies)]).toEqual([24, 0]);
  });

  test('R21, N01 to N05: what is none is refused by code', () => {
    for (const seconds of [0, -1, 61, 1.5, Number.NaN, '5', 2 ** 32 + 1, Number.POSITIVE_INFINITY])
      expect(model.check(wait(/** @type {any} */ (seconds))), String(seconds)).toBe('time-out-of-range');
    for (const places of [0, 1, 61, -0, 2.5, '24', null])
      expect(model.check({ do: 'set-places', places }), String(places)).toBe('place-out-of-range');
    expect(model.check({ do: '__proto__' })).toBe('operation-unknown');
    expect(model.scene({ places: 1 })).toBe(null);
    expect(model.scene({ past: 'write' })).toBe(null);
    expect(model.scene({ past: [{ do: 'wait', seconds: 1e9 }] })).toBe(null);
    expect(model.scene({ past: Array(2001).fill(WRITE) })).toBe(null);
    expect(model.scene({ past: [{ do: 'write', extra: 1 }] })?.past).toEqual([WRITE]);
  });

  test('a story grows no longer than a scene may keep', async () => {
    const long = { places: 2, past: Array(2000).fill(WRITE) };
    const state = await model.start(engine, /** @type {any} */ (model.scene(long)));
    expect(state.version).toBe(2001);
    expect(await model.run(engine, state, WRITE)).toEqual({ refused: 'count-out-of-range' });
  });
});

describe('slide 18: what it says', () => {
  test('the still is the end of the script: as many dashed copies as are said, as many readers as were told', async () => {
    const end = (await states(script)).at(-1);
    const still = await drawStill('invalidation', { script });
    const stale = staleCopies(/** @type {any} */ (end).copies);
    expect(still.match(/class="stale"/g)).toHaveLength(2 * stale); // wide and narrow
    expect(plain(still)).toContain(`${stale} stale copies`);
    expect(plain(still)).toContain(`${end?.staleReads} of ${end?.reads} readers were told something old.`);
    expect(still).toContain(copiesSentence(/** @type {any} */ (end)));
    const [, written] = await states([WRITE]);
    expect(words('invalidation')).toContain(`here ${staleCopies(written.copies)} of them`);
  });

  test('the quotation is told as what it is: oral, by his son', () => {
    expect(words('invalidation')).toContain(
      'two hard things in Computer Science: cache invalidation and naming things.',
    );
    expect(words('invalidation')).toContain('nobody has found it written down');
    expect(section('invalidation')).toContain('https://www.karlton.org/2017/12/naming-things-hard/');
  });
});
