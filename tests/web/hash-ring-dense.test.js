// @vitest-environment happy-dom
// A ring of more marks than can be pointed at: in the markup one path for each ink, where it is alive a canvas over it.
// @ts-nocheck: pictures are read field by field as a viewer would
import { readFile } from 'node:fs/promises';
import { render } from 'lit';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { createEngine } from '../../web/engine/engine.js';
import { ringFigure } from '../../web/widgets/hash-ring/figure.js';
import { hashRingModel as model } from '../../web/widgets/hash-ring/model.js';
import { ringPicture } from '../../web/widgets/hash-ring/picture.js';

let engine;
beforeAll(async () => {
  const { default: factory } = await import('#glue');
  engine = await createEngine(await readFile('build/wasm/edgecache.wasm'), { factory });
});
beforeEach(() => document.body.replaceChildren());

/** The picture after one more server has joined `servers` of `vnodes` each. @param {number} servers @param {number} vnodes @param {number} count */
function joined(servers, vnodes, count) {
  const names = Array.from({ length: servers }, (_, i) => `cache-${i}`);
  const keys = { prefix: 'user:', from: 0, count };
  const before = model.start(engine, model.scene({ servers: names, vnodes, keys }));
  const { state, events } = model.run(engine, before, { do: 'add-server', server: 'cache-new' });
  return ringPicture(state, events, 'add');
}

/** @param {any} picture @param {any} [telling] */
function drawn(picture, telling) {
  const place = document.createElement('div');
  document.body.append(place);
  render(ringFigure(picture, telling), place);
  const marks = (/** @type {string} */ kind) =>
    [...place.querySelectorAll(`.dense .${kind}`)].reduce(
      (sum, path) => sum + path.getAttribute('d').split('M').length - 1,
      0,
    );
  return { place, marks };
}

test('P13: 1,000 tokens and 1,000 keys are all in the markup, one path for each ink and kind of mark', () => {
  const picture = joined(9, 100, 1000);
  const { place, marks } = drawn(picture);
  expect(marks('tick')).toBe(1000);
  expect(marks('arc')).toBeGreaterThan(900);
  expect(marks('dot')).toBe(1000);
  expect(marks('moved')).toBe(picture.moved.count);
  expect(picture.moved.count).toBeGreaterThan(0);
  expect(place.querySelectorAll('.dense path').length).toBeLessThanOrEqual(3 * 8 + 1);
  expect(place.querySelector('canvas')).toBeNull();
});

test('where it is alive a canvas lies under the same drawing, which still says the result', () => {
  const picture = joined(9, 100, 1000);
  const { place } = drawn(picture, { alive: true });
  const [canvas, drawing] = place.querySelector('.many').children;
  expect([canvas.localName, canvas.getAttribute('aria-hidden')]).toEqual(['canvas', 'true']);
  expect(drawing.querySelector('.dense').innerHTML).toBe(
    drawn(picture).place.querySelector('.dense').innerHTML,
  );
  expect(drawing.getAttribute('aria-label')).toContain(`${picture.moved.count} of these 1,000 keys`);
});

test('up to 300 marks are drawn one by one; every key beside few tokens has its thread until then', () => {
  const few = drawn(joined(2, 1, 297), { alive: true });
  expect(few.place.querySelectorAll('.keys circle').length).toBe(297);
  expect(few.place.querySelectorAll('.threads path').length).toBe(297);
  expect(few.place.querySelector('canvas')).toBeNull();
  const many = drawn(joined(2, 1, 298), { alive: true });
  expect(many.place.querySelectorAll('.keys circle').length).toBe(0);
  expect([many.marks('dot'), many.marks('tick')]).toEqual([298, 3]);
});
