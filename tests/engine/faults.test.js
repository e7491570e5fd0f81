/**
 * When the module itself fails (hostile-inputs.md, W05-W07): real traps, no simulated ones.
 */
import { beforeEach, describe, expect, test } from 'vitest';
import { newEngine } from '../../web/engine/node.js';

/** @type {any} */
let engine;
let replaced = 0;

beforeEach(async () => {
  engine = await newEngine();
  replaced = 0;
  engine.onReplaced(() => replaced++);
});

const LIVING = { hex: 'b22b18af3e8865f3' };
/** Past the end of any memory: an access out of bounds. */
const NOWHERE = 0xfffffff0;
const trap = () => engine.ask((/** @type {any} */ { native }) => native.turns(NOWHERE, 1, NOWHERE));

describe('memory', () => {
  test('W05: memory cannot grow, asked by JavaScript', async () => {
    const ring = engine.ring({ servers: ['A'] });
    expect(engine.splitmix64(1, 2 ** 27)).toEqual({ refused: 'too-big' }); // 1 GiB of draws
    expect(engine.splitmix64(1, 3)).toHaveLength(3);
    expect(ring.owner('x')).toEqual({ refused: 'engine-replaced' });
    await Promise.resolve();
    expect(replaced).toBe(1);
  });

  test('W05: memory cannot grow, asked by C++', async () => {
    const servers = Array.from({ length: 100 }, (_, i) => `server-${i}`);
    const rings = [engine.ring({ servers, vnodes: 10_000 })];
    rings[0].owner('x'); // a million tokens, sorted and indexed: 16 MB a copy
    while (!('refused' in rings[rings.length - 1]) && rings.length < 200) rings.push(rings[0].copy());
    expect(rings.length).toBeGreaterThan(10);
    expect(rings[rings.length - 1]).toEqual({ refused: 'too-big' });
    expect(engine.position('user:123')).toMatchObject(LIVING);
    const smaller = engine.ring({ servers });
    expect(smaller.owner('user:0')).toBe('server-62'); // tests/vectors/ring.json, lookup-100x100
    for (const ring of rings.slice(0, -1)) ring.delete(); // harmless
    await Promise.resolve();
    expect(replaced).toBe(1);
  });
});

describe('traps', () => {
  test('W06: trap in a call', async () => {
    const ring = engine.ring({ servers: ['A'] });
    const off = engine.onReplaced(() => expect.unreachable('took its leave'));
    off();
    expect(trap()).toEqual({ refused: 'engine-failed' });
    expect(engine.fault).toBeInstanceOf(WebAssembly.RuntimeError);
    for (const answer of [ring.owner('x'), ring.add('B'), ring.place(['x']), ring.tokens(), ring.copy()]) {
      expect(answer).toEqual({ refused: 'engine-replaced' });
    }
    expect(ring.servers()).toEqual(['A']); // what to make anew
    const again = engine.ring({ servers: ring.servers() });
    expect(engine.remap(ring, again)).toEqual({ refused: 'engine-replaced' });
    expect(engine.remap(again, ring)).toEqual({ refused: 'engine-replaced' });
    expect(again.owner('x')).toBe('A');
    ring.delete();
    await Promise.resolve();
    expect(replaced).toBe(1);
    expect(engine.position('user:123')).toMatchObject(LIVING);
  });

  test('W06: listeners hear of it after the call, and may ask at once', async () => {
    /** @type {unknown[]} */
    const heard = [];
    engine.onReplaced(() => heard.push(engine.position('user:123')));
    trap();
    expect(heard).toEqual([]);
    await Promise.resolve();
    expect(heard).toEqual([expect.objectContaining(LIVING)]);
  });

  test('W06: twenty traps, one after the other', async () => {
    for (let i = 0; i < 20; i++) {
      expect(trap()).toEqual({ refused: 'engine-failed' });
      expect(engine.position('user:123')).toMatchObject(LIVING);
    }
    await Promise.resolve();
    expect(replaced).toBe(20);
  });
});

test('W07: hash >= 2^63 back in JavaScript', () => {
  const empty = engine.position(''); // ef46..., its first bit set
  expect(BigInt(empty.decimal)).toBe(0xef46db3751d8e999n);
  expect(empty.turn).toBeGreaterThan(0.9);
  expect(empty.turn).toBeLessThan(1);
  expect(engine.hashes([''])[0]).toBe(0xef46db3751d8e999n);
  const ring = engine.ring({ servers: [{ name: 'A', positions: [0xef46db3751d8e999n] }] });
  expect(ring.positions()[0]).toBe(0xef46db3751d8e999n);
  expect(ring.tokens().hex(0)).toBe('ef46db3751d8e999');
  expect(ring.lookup('').position.hex).toBe('ef46db3751d8e999');
  expect(ring.lookup('').probes[0].hex).toBe('ef46db3751d8e999');
  ring.delete();
});
