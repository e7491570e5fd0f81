// @vitest-environment happy-dom
// @ts-nocheck: figures are driven as a viewer would, through their fields
// Slides 14 and 17 in a page, with the real engine: legs of a race, a trace that is stopped, GETs by hand.
import { expect, test } from 'vitest';
import { TierRace } from '../../web/widgets/tier-race.js';
import { TierScenes } from '../../web/widgets/tier-scenes.js';
import { button, change, field, liveInThisFile, placed, refused, settled, until } from './in-a-page.js';

liveInThisFile(TierRace, TierScenes);

const RACE = '<tier-race></tier-race>';
const SYSTEMS = '<tier-scenes></tier-scenes>';

const going = (figure) => figure.querySelectorAll('.wide-only .running').length;

test('L01: a leg of the race says how slow it is told; left in the middle it is at its end', async () => {
  const race = await placed(RACE);
  race.enter();
  button(race, 'database').click();
  await until(() => race.querySelector('.race').textContent).toContain('Slowed down');
  expect(race.querySelector('.race').textContent).toMatch(/1 s of yours is [\d.]+ days of theirs/);
  expect(going(race)).toBeGreaterThan(0);
  race.leave();
  await settled();
  expect(race.querySelector('.race').textContent).toContain('if 1 ns were 1 s');
  expect(going(race)).toBe(0);
});

test('L04: a leg that begins while another is told ends as if nothing had moved', async () => {
  const race = await placed(RACE);
  const still = await placed(RACE);
  race.enter();
  for (const name of ['L3', 'L1', 'L2']) {
    button(race, name).click();
    await settled();
    await still.experiment.apply({ do: 'race', to: name });
  }
  race.leave();
  await settled();
  const seen = (figure) => figure.querySelector('.race').outerHTML.replace(/<!--.*?-->/gs, '');
  expect(seen(race)).toBe(seen(still));
});

test('N01 to N05: a number that is refused leaves its field, says why, and is no command', async () => {
  const race = await placed(RACE);
  const wait = field(race, 'L1 answers in');
  for (const text of ['', '1.5', '-1', '0', '1e3', '99999999999999']) {
    await change(wait, text);
    expect(wait.value, text).toBe('100');
    expect(refused(race), text).toContain('stays');
  }
  await change(field(race, 'L1 holds'), '5000');
  expect(refused(race)).toContain('holds all of the one before it');
  expect(field(race, 'L1 holds').value).toBe('10');
  expect(race.experiment.log).toEqual([]);
  await change(wait, '7');
  expect(refused(race)).toBe('');
  expect(race.experiment.log).toEqual([{ do: 'set-latency', of: 'L1', ns: 7 }]);
});

test('L03: twenty GETs in a second are twenty, in the order of the clicks', async () => {
  const systems = await placed(SYSTEMS);
  await systems.experiment.apply({ do: 'show', system: 'cdn' });
  await settled();
  const points = Array.from({ length: 20 }, (_, i) => ['FRA', 'SIN', 'JFK'][i % 3]);
  for (const point of points) button(systems, point).click();
  await until(() => systems.experiment.log.length).toBe(21);
  expect(systems.experiment.log.slice(1).map(({ point }) => point)).toEqual(points);
});

test('R26: a trace is drawn while it runs, and Stop leaves the numbers that stood there', async () => {
  const systems = await placed(SYSTEMS);
  await systems.experiment.apply({ do: 'replay', requests: 3000 });
  await settled();
  const ways = () => systems.querySelector('.ways').textContent;
  expect(ways()).toContain('3,000 requests each');
  await change(systems.querySelector('.sheet input'), '10000000');
  await until(ways).toContain('still running');
  button(systems, 'Stop').click();
  await until(ways).toContain('3,000 requests each');
  expect(systems.experiment.log).toHaveLength(1);
  expect(refused(systems)).toBe('');
  await change(systems.querySelector('.sheet input'), '10000001');
  expect(refused(systems)).toContain('10,000,000');
  expect(systems.querySelector('.sheet input').value).toBe('3000');
});

test('T05, T06, T09: what is typed is the key of the next GET, and a key too long is refused', async () => {
  const systems = await placed(SYSTEMS);
  await systems.experiment.apply({ do: 'show', system: 'cdn' });
  await settled();
  const type = (text) => {
    field(systems, 'key').value = text;
    field(systems, 'key').dispatchEvent(new Event('input', { bubbles: true }));
  };
  type('\u202eabc');
  button(systems, 'AMS').click();
  await until(() => systems.experiment.cursor).toBe(2);
  expect(systems.experiment.log[1]).toEqual({ do: 'get', key: '\u202eabc', point: 'AMS' });
  expect(systems.querySelector('svg.cdn').getAttribute('aria-label')).toContain('\u2068\u202eabc\u2069');
  type('é'.repeat(513));
  button(systems, 'AMS').click();
  await until(() => refused(systems)).toContain('1,024 bytes');
  expect(systems.experiment.cursor).toBe(2);
});

test('L06: two of a kind know nothing of each other', async () => {
  const [one, other] = [await placed(RACE), await placed(RACE)];
  await one.experiment.apply({ do: 'set-latency', of: 'L2', ns: 5 });
  await settled();
  expect(other.experiment.log).toEqual([]);
  expect(field(other, 'L2 answers in').value).toBe('100');
});
