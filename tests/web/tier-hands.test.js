// @vitest-environment happy-dom
// @ts-nocheck: figures are driven as a viewer would, through their fields
// Slides 15 and 16 in a page, with the real engine: what is typed is asked, what is refused leaves its field and says why.
import { expect, test, vi } from 'vitest';
import { TierCode } from '../../web/widgets/tier-code.js';
import { TierWalk } from '../../web/widgets/tier-walk.js';
import { change, field, liveInThisFile, placed, refused, settled, until } from './in-a-page.js';

liveInThisFile(TierWalk, TierCode);

const WALK = '<tier-walk capacity="1 2 3" l1="a" l2="a, b" l3="a, b, c"></tier-walk>';
const CODE = '<tier-code></tier-code>';

/** Types a key into the field of GET and presses Enter. */
function send(figure, key) {
  const form = figure.querySelector('form');
  form.querySelector('input').value = key;
  form.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
}
test.each([
  ['tier-walk', WALK, 'c', 6],
  ['tier-code', CODE, 'c', 4],
])('in %s a key that is sent is asked, its lines ahead of the cursor', async (_, markup, key, steps) => {
  const figure = await placed(markup);
  send(figure, key);
  await until(() => figure.experiment.log.length).toBe(1 + steps);
  expect(figure.experiment.log).toEqual([{ do: 'get', key }, ...Array(steps).fill({ do: 'step' })]);
  expect([figure.touched, figure.playing]).toEqual([true, true]);
  await figure.experiment.seek(1 + steps);
  await figure.updateComplete;
  expect(figure.querySelector('svg.panel').getAttribute('aria-label')).toContain(
    `GET${_ === 'tier-walk' ? ' c' : '(c)'}`,
  );
});

test.each([
  ['tier-walk', WALK],
  ['tier-code', CODE],
])(
  'L03: twenty GETs sent to %s within a moment are twenty, each finished before the next',
  async (_, markup) => {
    const figure = await placed(markup);
    for (let i = 0; i < 20; i++) send(figure, `key ${i}`);
    await until(() => figure.experiment.scene && figure.experiment.state.scene.past.length).toBe(19);
    await until(() => figure.experiment.log.filter((command) => command.do === 'get').length).toBe(20);
    expect(figure.experiment.state.key).toBe('key 19');
  },
);

test.each([
  ['tier-walk', WALK],
  ['tier-code', CODE],
])('T06: a key of 1,025 bytes is refused by %s in words, and nothing changes', async (_, markup) => {
  const figure = await placed(markup);
  send(figure, 'k'.repeat(1025));
  await until(() => refused(figure)).toContain('1,024 bytes');
  expect(figure.experiment.log).toEqual([]);
  send(figure, 'k');
  await until(() => refused(figure)).toBe('');
});

test('N04: a room that is no number gives way to the last one, each time', async () => {
  const figure = await placed(WALK);
  const room = field(figure, 'L2 room');
  for (const text of ['1e2', '', '1.9', '-2', '７']) {
    await change(room, text);
    expect([room.value, refused(figure)]).toEqual(['2', 'Digits only, please. The last number stays.']);
  }
  await change(room, '3');
  expect([
    room.value,
    refused(figure),
    figure.experiment.scene && figure.experiment.state.scene.capacity,
  ]).toEqual(['3', '', [1, 3, 3]]);
});

test('R19: rooms that do not grow, or are none, are refused beside their fields', async () => {
  const figure = await placed(WALK);
  await change(field(figure, 'L1 room'), '9');
  expect([refused(figure), field(figure, 'L1 room').value]).toEqual([
    'What is in a tier is in those below it too: L1 ≤ L2 ≤ L3. The last sizes stay.',
    '1',
  ]);
  await change(field(figure, 'L3 room'), '0');
  expect([refused(figure).slice(0, 15), field(figure, 'L3 room').value]).toEqual(['A tier has room', '3']);
  expect(figure.experiment.log).toEqual([]);
});

test('contents are keys between commas; too many of them are refused', async () => {
  const figure = await placed(WALK);
  await change(field(figure, 'L3 to begin'), 'x, y,  z ');
  expect(figure.experiment.log).toEqual([]); // a and b of L1 and L2 lie in L3, too: five have no room
  expect(refused(figure)).toContain('has room for');
  await change(field(figure, 'L1 to begin'), '');
  await change(field(figure, 'L2 to begin'), '');
  await change(field(figure, 'L3 to begin'), 'x, y,  z ');
  expect(figure.experiment.state.shelves).toEqual([[], [], ['x', 'y', 'z']]);
});

test('K04: Escape closes the fields of the tiers and goes no further', async () => {
  const figure = await placed(WALK);
  const details = figure.querySelector('details');
  const heard = vi.fn();
  document.addEventListener('keydown', heard);
  details.open = true;
  const press = () =>
    field(figure, 'L1 room').dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
  press();
  expect([details.open, heard.mock.calls.length]).toEqual([false, 0]);
  press();
  expect(heard.mock.calls.length).toBe(1);
  document.removeEventListener('keydown', heard);
});

test('the switches of slide 16 are commands, and say whether they are on', async () => {
  const figure = await placed(CODE);
  const pressed = () =>
    [...figure.querySelectorAll('.lacks button')].map((button) => button.getAttribute('aria-pressed'));
  expect(pressed()).toEqual(['false', 'false', 'false']);
  figure.querySelector('.lacks button').click();
  await until(pressed).toEqual(['true', 'false', 'false']);
  for (const button of figure.querySelectorAll('.deeds button')) {
    button.click();
    await settled();
  }
  expect(figure.experiment.log).toEqual([
    { do: 'set-line', line: 'fill', on: true },
    { do: 'write', key: 'user:1' },
    { do: 'wait', seconds: 60 },
  ]);
});

test('L01: left while a line is told, slide 15 shows its end at once and draws no more', async () => {
  const figure = await placed(WALK);
  figure.enter();
  await figure.experiment.apply({ do: 'get', key: 'c' });
  await figure.experiment.apply({ do: 'step' });
  await settled(60);
  const told = figure.querySelector('svg.walk').innerHTML;
  figure.leave();
  await figure.updateComplete;
  const end = figure.querySelector('svg.walk').innerHTML;
  expect(end).not.toBe(told);
  await settled(120);
  expect(figure.querySelector('svg.walk').innerHTML).toBe(end);
});
