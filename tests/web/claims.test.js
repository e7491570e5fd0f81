// Every number that the deck records against the engine, by name: what a claim says, and on which slides, is what is computed.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createAnswers } from '../../web/claims/answers.js';
import { asWritten, claims } from '../../web/claims/claims.js';
import { placeOf } from '../../web/claims/slip.js';
import { newEngine } from '../../web/engine/node.js';
import { drawStill } from '../../web/tooling/stills.js';
import { findElements } from '../../web/tooling/html-edit.js';
import { computedFor, deck, recordedIn } from '../tools/record.mjs';

const html = readFileSync(deck, 'utf8');
const recorded = recordedIn(html);
const engine = await newEngine({});

describe('what is recorded', () => {
  test('is what the engine computes, number by number', async () => {
    const computed = await computedFor(recorded, engine);
    const lies = recorded.flatMap(({ id, slide, text }, i) =>
      text === computed[i]
        ? []
        : [`${slide} says ${text} for ${id}, the engine ${computed[i]}: npm run record`],
    );
    expect(lies).toEqual([]);
    expect(recorded.length).toBeGreaterThan(40);
  });

  test('stands on the slides that the claim names, and no claim stands nowhere', () => {
    for (const claim of claims.values()) {
      const said = recorded.filter(({ id }) => id === claim.id).map(({ slide }) => slide);
      expect([...new Set(said)].sort(), claim.id).toEqual([...claim.slides].sort());
    }
  });

  test('is complete: each drawing has the numbers that its tag records, as the engine computes them', async () => {
    const figures = findElements(
      html,
      ({ name, attributes }) => name === 'figure' && 'data-still' in attributes,
    );
    for (const { attributes, content } of figures) {
      const name = attributes['data-still'];
      const drawn = recordedIn(await drawStill(name)).map(({ id, text }) => `${id}: ${text}`);
      const noted = recordedIn(content).map(({ id, text }) => `${id}: ${text}`);
      expect([...new Set(drawn)].sort(), name).toEqual(noted.sort());
    }
  });

  test('of a live figure stands in its still', async () => {
    const tags = findElements(
      html,
      ({ name, attributes }) => name !== 'figure' && 'data-still' in attributes,
    );
    for (const { attributes, content } of tags) {
      const script = JSON.parse(content.match(/<script[^>]*>([\s\S]*?)<\/script>/)?.[1] ?? '[]');
      const still = await drawStill(attributes['data-still'], { attributes, script });
      for (const { text } of recordedIn(content)) expect(still.replace(/<[^>]*>/g, ' ')).toContain(text);
    }
  });

  test('names a file of the core that exists', () => {
    for (const { question } of claims.values()) {
      expect(readFileSync(new URL(`../../${question.file}`, import.meta.url), 'utf8')).toContain('edgecache');
    }
  });
});

describe('a claim', () => {
  test('may stand in a sentence as a word', () => {
    expect(asWritten('14', 'word')).toBe('fourteen');
    expect(asWritten('3', 'Word')).toBe('Three');
    expect(asWritten('3', null)).toBe('3');
    expect(asWritten('4,987', 'word')).toBe('4,987');
  });

  test('that is sampled says by how much it may be off, and is off by no more', async () => {
    const answerTo = createAnswers(engine);
    const sampled = [...claims.values()].filter(({ sure }) => sure);
    expect(sampled.map(({ id }) => id)).toEqual(['looks-average', 'loop-looks', 'spread-1', 'spread-100']);
    for (const claim of sampled) {
      const { answer } = await answerTo(claim.question);
      expect(claim.sure?.(answer)).toMatch(/^sampled, ± [\d.]+( %)?$/);
    }
    // The spread has a formula to be compared with: four standard errors, and the two digits that are shown.
    for (const vnodes of [1, 100]) {
      const { answer } = await answerTo(/** @type {any} */ (claims.get(`spread-${vnodes}`)).question);
      const expected = Math.sqrt(99 / (100 * vnodes + 1));
      expect(Math.abs(answer.spread - expected)).toBeLessThan(4 * answer.error);
    }
  });
});

describe('answers', () => {
  const clock = () => {
    let now = 0;
    return () => (now += 5);
  };
  /** @param {() => any} ask */
  const question = (ask) => ({ call: '', inputs: /** @type {[string, string][]} */ ([]), file: '', ask });

  test('are asked for once, and anew when somebody doubts', async () => {
    let asked = 0;
    const answerTo = createAnswers(engine, clock());
    const one = question(() => ++asked);
    expect(await Promise.all([answerTo(one), answerTo({ ...one })])).toEqual([
      { answer: 1, ms: 5 },
      { answer: 1, ms: 5 },
    ]);
    expect((await answerTo(one, { again: true })).answer).toBe(2);
    expect((await answerTo(one)).answer).toBe(2);
  });

  test('of a question made of others are theirs, and so is the time', async () => {
    const answerTo = createAnswers(engine, clock());
    const parts = [question(() => 'a'), question(() => 'b')];
    expect(await answerTo({ call: '', inputs: [], file: '', of: parts })).toEqual({
      answer: ['a', 'b'],
      ms: 10,
    });
  });

  test('that did not come are asked for again', async () => {
    let asked = 0;
    const answerTo = createAnswers(engine);
    const one = question(() => {
      if (++asked === 1) throw new Error('the engine was replaced');
      return 'here';
    });
    await expect(answerTo(one)).rejects.toThrow('replaced');
    expect((await answerTo(one)).answer).toBe('here');
  });
});

describe('the slip', () => {
  const slip = { width: 328, height: 300 };
  const stage = { width: 1280, height: 720 };
  const box = (/** @type {number} */ left, /** @type {number} */ top) => ({
    left,
    top,
    right: left + 100,
    bottom: top + 40,
  });
  test('lies under its number, above it, or beside it, and never off the screen', () => {
    expect(placeOf(box(200, 100), slip, stage)).toEqual({ left: 192, top: 148 });
    expect(placeOf(box(200, 600), slip, stage)).toEqual({ left: 192, top: 292 });
    expect(placeOf(box(200, 200), slip, { width: 1280, height: 400 })).toEqual({ left: 308, top: 92 });
    expect(placeOf(box(1200, 100), slip, stage).left).toBe(1280 - 328 - 8);
    const phone = { width: 320, height: 300 };
    const { left, top } = placeOf(box(10, 200), { width: 304, height: 284 }, phone);
    expect([left, top]).toEqual([8, 8]);
  });
});
