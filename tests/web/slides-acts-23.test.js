// Slides 10, 11 and 13: every number in their words and drawings against the engine, and where it can be against somebody else.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { looksAmongMany, lookup } from '../../web/claims/lookups.js';
import { loadEngine } from '../../web/engine/node.js';
import { cutMarked } from '../../web/tooling/coloured-code.js';
import { drawStill } from '../../web/tooling/stills.js';
import { plain, section, words } from './deck-words.js';

const from = (/** @type {string} */ path) => new URL(`../../${path}`, import.meta.url);
const reference = from('slides/consistent_hashing.py').pathname;
const drawn = async (/** @type {string} */ id) => plain(await drawStill(id));
const count = (/** @type {number} */ value) => value.toLocaleString('en-US', { maximumFractionDigits: 0 });
const python = (/** @type {string[]} */ ...options) =>
  execFileSync('python3', [reference, ...options], { encoding: 'utf8' });
/** The attributes and the script of a slide's figure, as its author wrote them. @param {string} id */
const tag = (id) => ({
  attributes: { servers: section(id).match(/servers="([^"]*)"/)?.[1] ?? '' },
  script: JSON.parse(section(id).match(/data-script>([\s\S]*?)<\/script>/)?.[1] ?? '[]'),
});
const engine = await loadEngine();

const many = await looksAmongMany(engine);

describe('slide 10: the algorithm', () => {
  const { turns, found } = lookup(engine);
  const named = ['none', 'one', 'two', 'Three', 'four', 'five', 'six', 'seven', 'eight'];

  test('three looks among 8, fourteen at most among 10,000', () => {
    expect(named[found.comparisons]).toBe('Three');
    expect(many.most).toBe(Math.floor(Math.log2(many.tokens)) + 1);
    const headline = `${named[found.comparisons]} looks find the owner among ${turns.length}; fourteen, among ${count(many.tokens)}.`;
    expect(many.most).toBe(14);
    expect(words('pseudocode')).toContain(headline);
  });

  test('the drawn looks are those of a search by halving, and the answer is the first token at or after the key', async () => {
    const first = turns.findIndex((turn) => turn >= found.position.turn);
    expect(found.found).toBe(first);
    const still = plain(await drawStill('pseudocode', tag('pseudocode')));
    found.probes.forEach((probe, i) => {
      expect(probe.turn).toBe(turns[probe.index]);
      const answer = probe.turn >= found.position.turn ? 'yes' : 'no';
      const told = `${i + 1} ${Math.round(probe.turn * 360)} ≥ ${Math.round(found.position.turn * 360)} ${answer}`;
      expect(still).toContain(told);
    });
    expect(still).toContain('250.549°');
  });
});

describe('slide 11: Python beside C++', () => {
  test('the excerpt has twenty lines and the slide says so', () => {
    const excerpt = cutMarked(readFileSync(reference, 'utf8'), 'class');
    expect(excerpt.split('\n').filter((line) => line.trim()).length).toBe(20);
    expect(words('python')).toContain('Twenty lines of Python, the same answers as the C++.');
  });

  test('the same answers: 2,000 keys, asked of both', () => {
    const ask = `import consistent_hashing as c; r = c.ring_of(10, 100); print(*(r.get_server(f"user:{n}") for n in range(2000)))`;
    const cwd = from('slides').pathname;
    const answers = execFileSync('python3', ['-B', '-c', ask], { cwd, encoding: 'utf8' }).trim().split(' ');
    const servers = Array.from({ length: 10 }, (_, i) => `server-${i}`);
    const ring = /** @type {any} */ (engine.ring({ servers, vnodes: 100 }));
    const owners = Array.from(
      ring.place({ prefix: 'user:', from: 0, count: 2000 }),
      (i) => servers[Number(i)],
    );
    ring.delete();
    expect(answers).toEqual(owners);
  });

  test('what a loop looks at, by the engine and by Python', async () => {
    const { scanned, most, tokens } = many;
    expect(python('--keys', '10000')).toContain(
      `a loop looks at ${count(scanned)} of ${count(tokens)} tokens on average; bisect at ${most} or fewer`,
    );
    expect(words('python')).toContain(`after ${count(scanned)} looks on average`);
    expect(words('python')).toContain('needs fourteen at most');
    expect(most).toBe(14);
  });
});

describe('slide 13: who uses this', () => {
  test('names what is true of each, and the notes carry a source for each', async () => {
    const still = await drawn('who-uses-this');
    expect(still).toContain('Dynamo a row’s owner, and replicas clockwise DynamoDB: ranges, no ring');
    expect(still).toContain('its gateway shards: modulo');
    for (const source of [
      '10.1145/1294261.1294281',
      'atc22',
      'CASSANDRA-13701',
      'ex_hash_ring',
      '10.1145/2805789.2805800',
      'open-connect',
    ]) {
      expect(section('who-uses-this')).toContain(source);
    }
  });

  test('each small ring’s dashes go once round', async () => {
    const dashes =
      (await drawStill('who-uses-this')).match(/pathLength="999" stroke-dasharray="[^"]*"/g) ?? [];
    expect(dashes.length).toBeGreaterThan(15);
    for (const dash of dashes) {
      const lengths = dash.split('dasharray')[1].match(/\d+/g)?.map(Number) ?? [];
      expect(lengths.length % 2).toBe(0);
      expect(lengths.reduce((sum, length) => sum + length, 0)).toBe(999);
    }
  });
});
