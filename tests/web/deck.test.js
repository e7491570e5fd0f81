// @vitest-environment happy-dom
// @ts-nocheck: made-up pages and events
// The deck's own decisions: whose key is it, what may an address say, where do the nodes of the story line stand.
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { addSteps } from '../../web/deck/fragments.js';
import { keyboardCondition } from '../../web/deck/keyboard.js';
import { cleanAddress, readQuery } from '../../web/deck/query.js';
import { keepSettings, readSettings } from '../../web/deck/settings.js';
import { nodesOf } from '../../web/deck/story-line.js';

const settings = { theme: null, letters: true };

/** Whether reveal would get this key, pressed while `inside` of a figure has the focus. */
function revealGets(key, inside, { letters = true } = {}) {
  document.body.innerHTML = `<div class="slides"><section><hash-ring data-figure>${inside}</hash-ring></section></div>`;
  const target = document.querySelector('hash-ring > *') ?? document.querySelector('hash-ring');
  let gets;
  document.addEventListener(
    'keydown',
    (event) => {
      gets = keyboardCondition(event, { ...settings, letters });
    },
    { once: true },
  );
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true }));
  return gets;
}

test('K01: Space and Enter press the buttons and summaries of a figure and leave the slide alone', () => {
  for (const inside of ['<button>x</button>', '<summary>x</summary>', '<input type="checkbox">']) {
    expect(revealGets(' ', inside), inside).toBe(false);
    expect(revealGets('Enter', inside), inside).toBe(false);
  }
  expect(revealGets('PageDown', '<button>x</button>')).toBe(true);
});

test('K02: arrows, Home, End and Page keys change sliders, selects and radio groups', () => {
  for (const inside of [
    '<input type="range">',
    '<select></select>',
    '<input type="radio">',
    '<div role="slider"></div>',
  ]) {
    for (const key of ['ArrowLeft', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown'])
      expect(revealGets(key, inside), inside + key).toBe(false);
  }
});

test('K03: no letter typed in a control is a shortcut', () => {
  for (const inside of [
    '<input type="text">',
    '<select></select>',
    '<button>x</button>',
    '<input type="range">',
    '<textarea></textarea>',
  ]) {
    for (const key of 'fsobnphjklgav.') expect(revealGets(key, inside), inside + key).toBe(false);
  }
  expect(revealGets('b', '<span></span>')).toBe(true);
});

test('K04: Esc in a figure leaves the figure, and the overview stays shut', () => {
  expect(revealGets('Escape', '<button>x</button>')).toBe(false);
  expect(revealGets('Escape', '<input type="text">')).toBe(false);
});

test('K07: one-letter shortcuts can be switched off, the arrows stay', () => {
  expect(revealGets('b', '<span></span>', { letters: false })).toBe(false);
  expect(revealGets('ArrowRight', '<span></span>', { letters: false })).toBe(true);
});

describe('the address', () => {
  beforeEach(() => history.replaceState(null, '', 'http://localhost:3000/deck.html'));

  test('S04: every query field but ours is gone before reveal starts', () => {
    history.replaceState(
      null,
      '',
      '?keyboard=false&postMessage=true&width=10&at=1.abc&theme=night&view=print#/the-ring',
    );
    cleanAddress();
    expect(location.search).toBe('?at=1.abc&view=print&theme=night');
    expect(location.hash).toBe('#/the-ring');
  });

  test('the bare words of print and of the speaker window stay as reveal knows them', () => {
    history.replaceState(null, '', '?print-pdf&controls=false');
    cleanAddress();
    expect(location.search).toBe('?print-pdf');
    expect(readQuery()).toMatchObject({ print: true, receiver: false, at: null });
  });
});

describe('settings', () => {
  test('are kept and read again', () => {
    keepSettings({ theme: 'night', letters: false });
    expect(readSettings()).toEqual({ theme: 'night', letters: false });
  });

  test('S07: a tampered or blocked storage gives the defaults', () => {
    for (const text of ['{', '7', 'null', '{"theme":"pink","letters":"x"}', '[]']) {
      localStorage.setItem('edgecache-settings', text);
      expect(readSettings(), text).toEqual({ theme: null, letters: true });
    }
    const blocked = vi.spyOn(Storage.prototype, 'getItem').mockImplementation(() => {
      throw new Error('blocked');
    });
    expect(readSettings()).toEqual({ theme: null, letters: true });
    blocked.mockRestore();
  });
});

test('the story line has one node a slide, and a wider gap where an act ends', () => {
  document.body.innerHTML = ['1', '1', '2']
    .map((act, i) => `<section id="s${i}" data-act="${act}"><h2>Slide ${i}</h2></section>`)
    .join('');
  const nodes = nodesOf([...document.querySelectorAll('section')]);
  expect(nodes.map(({ x }) => x)).toEqual([0, 15, 40]);
  expect(nodes[2]).toMatchObject({ id: 's2', name: 'Slide 2' });
});

test('a slide gets one fragment for each step of its script, once', () => {
  document.body.innerHTML = '<section></section>';
  const section = document.querySelector('section');
  addSteps(section, 3);
  addSteps(section, 3);
  expect(section.querySelectorAll('.fragment.step')).toHaveLength(3);
});
