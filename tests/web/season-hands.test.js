// @vitest-environment happy-dom
// @ts-nocheck: figures are driven as a viewer would, through their fields
// Slides 20 and 21 in a page, with the real engine: fields and buttons as commands, what is refused, what is left, two at once.
import { expect, test, vi } from 'vitest';
import { rememberBet } from '../../web/experiment/bets.js';
import { ChordHops } from '../../web/widgets/chord-hops.js';
import { SeasonPath } from '../../web/widgets/season-path.js';
import { liveInThisFile, placed, settled } from './in-a-page.js';

liveInThisFile(ChordHops, SeasonPath);

const CHORD = '<chord-hops servers="16" key="user:11"></chord-hops>';
const SEASON = '<season-path></season-path>';
const button = (figure, name) =>
  [...figure.querySelectorAll('button')].find((one) => one.textContent.includes(name));
const number = (figure) => figure.querySelector('.big .claim').textContent;

test('L03: twenty quick clicks on Hop are as many hops as there are, and no refusal is said', async () => {
  const figure = await placed(CHORD);
  button(figure, 'fingers').click();
  await settled(60);
  for (let click = 0; click < 20; click++) button(figure, 'Hop').click();
  await settled(200);
  const { state, log } = figure.experiment;
  expect(log.filter((command) => command.do === 'hop')).toHaveLength(state.paths.fingers.length - 1);
  expect(number(figure)).toBe(String(state.paths.fingers.length - 1));
  expect(button(figure, 'Hop').getAttribute('aria-disabled')).toBe('true');
  expect(figure.querySelector('[role=alert]')).toBe(null);
});

test('N01, N02, N03, N04, N07: the start is read in digits or not at all, and the last one stays', async () => {
  const figure = await placed(CHORD);
  const field = figure.querySelector('input.from');
  const before = field.value;
  for (const text of ['', '-1', '1.9', '1e2', '0x10', '７', '16', '4294967296', '9007199254740993', 'NaN']) {
    field.value = text;
    field.dispatchEvent(new Event('change'));
    await settled();
    expect(field.value, text).toBe(before);
    expect(figure.querySelector('[role=alert]').textContent, text).toContain('0 to 15');
    expect(figure.experiment.log, text).toEqual([]);
  }
  field.value = '3';
  field.dispatchEvent(new Event('change'));
  await settled(60);
  expect(figure.experiment.log).toEqual([{ do: 'set-start', server: 3 }]);
  expect(figure.querySelector('[role=alert]')).toBe(null);
});

test('T06, T10: a word is typed as one command, and over 1 KiB it is refused beside its field', async () => {
  const figure = await placed(CHORD);
  const field = figure.querySelector('input.key');
  const type = (text) => {
    field.value = text;
    field.dispatchEvent(new Event('input'));
  };
  for (const text of ['n', 'no', 'node.next']) type(text);
  field.dispatchEvent(new Event('change'));
  await settled(80);
  expect(figure.experiment.log).toEqual([{ do: 'set-key', key: 'node.next' }]);
  type('x'.repeat(1 << 20));
  await settled(60);
  expect(figure.querySelector('[role=alert]').textContent).toContain('1,024 bytes');
  expect(figure.experiment.state.scene.key).toBe('node.next');
  type('y'.repeat(1000));
  await settled(60);
  expect(figure.experiment.state.scene.key).toHaveLength(1000);
  expect(figure.querySelector('.receipt').textContent.length).toBeLessThan(80);
});

test('L01: left in the middle of a look-up it shows the end, and back again nothing is half told', async () => {
  const figure = await placed(CHORD);
  figure.enter();
  await figure.experiment.apply({ do: 'look-up' });
  await settled(40);
  expect(Number(number(figure).replace('16', '0'))).toBeLessThan(15); // on its way; 16 stands there before the first hop
  figure.leave();
  await settled();
  expect(number(figure)).toBe('15');
  figure.enter();
  await settled(60);
  expect(number(figure)).toBe('15');
});

test('L04, L01: an episode pressed while the nodes still walk is the one that is shown, at rest like a still', async () => {
  const figure = await placed(SEASON);
  figure.enter();
  for (const name of ['LRU', 'List Intersection', 'Consistent']) button(figure, name).click();
  await settled(120);
  expect(figure.experiment.log.map(({ episode }) => episode)).toEqual([5, 2, 6]);
  figure.leave();
  await settled();
  const told = figure.querySelector('.structure').innerHTML;
  await figure.experiment.seek(0);
  await figure.experiment.seek(3);
  await settled(60);
  figure.leave();
  await settled();
  expect(figure.querySelector('.structure').innerHTML).toBe(told);
});

test('L06: two copies on one page are independent', async () => {
  const [one, other] = [await placed(CHORD), await placed(CHORD)];
  await one.experiment.apply({ do: 'set-servers', servers: 6 });
  await settled();
  expect([number(one), number(other)]).toEqual(['6', '16']);
});

test('L05: taken off the page and put back it is whole again', async () => {
  const figure = await placed(SEASON);
  button(figure, 'Doubly').click();
  await settled(60);
  const host = figure.parentElement;
  figure.remove();
  await settled();
  host.append(figure);
  await vi.waitFor(() => expect(figure.dataset.state).toMatch(/ready|done/), 5000);
  await settled(40);
  expect(number(figure)).toBe('10');
});

test('a bet that is made while slide 20 is there is weighed at once, and no more once it has gone', async () => {
  const figure = await placed(SEASON);
  expect(figure.querySelector('.bets').textContent).toContain('None yet');
  rememberBet('x', { question: 'How many?', guess: 10, truth: 12, unit: '%' });
  await settled();
  expect(figure.querySelector('.bets li').textContent).toContain('2 points short');
  figure.remove();
  await settled();
  const updates = vi.spyOn(figure, 'requestUpdate');
  rememberBet('y', { question: 'And now?', guess: 1, truth: null, unit: '' });
  expect(updates).not.toHaveBeenCalled();
});
