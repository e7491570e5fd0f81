// What a ring figure keeps: one ring for each state and none besides, the letters of its servers, and a frame's worth of keys.
// @ts-nocheck: states are read field by field
import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, test } from 'vitest';
import { newEngine } from '../../web/engine/node.js';
import { hashRingModel as model } from '../../web/widgets/hash-ring/model.js';
import { ringPicture } from '../../web/widgets/hash-ring/picture.js';
import { ringReceipt } from '../../web/widgets/hash-ring/receipt.js';
import { keyRouterModel } from '../../web/widgets/key-router/model.js';

const LONG = 'x'.repeat(17 * 1024 * 1024);
const SCENE = { servers: ['server-A', 'server-B'], vnodes: 3, keys: { prefix: 'user:', count: 120 } };

let engine;
let living;
beforeEach(async () => {
  const whole = await newEngine({});
  living = new Set();
  const watched = (ring) => {
    if ('refused' in ring) return ring;
    living.add(ring);
    const copy = ring.copy.bind(ring);
    const free = ring.delete.bind(ring);
    ring.copy = () => watched(copy());
    ring.delete = () => {
      living.delete(ring);
      free();
    };
    return ring;
  };
  engine = new Proxy(whole, {
    get(target, name) {
      if (name === 'ring') return (spec) => watched(target.ring(spec));
      const member = target[name];
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
});

describe('rings', () => {
  const asked = (state, command) => {
    try {
      return model.run(engine, state, command);
    } catch (error) {
      return { refused: error.code };
    }
  };

  test('T07: a key of 17 MB is refused and leaves no ring behind', () => {
    const state = model.start(engine, model.scene(SCENE));
    for (let i = 0; i < 3; i++) {
      expect(asked(state, { do: 'set-key', key: LONG })).toEqual({ refused: 'text-too-long' });
      expect(asked(state, { do: 'place', keys: [LONG] })).toEqual({ refused: 'text-too-long' });
      expect(asked(state, { do: 'add-server', server: LONG })).toEqual({ refused: 'text-too-long' });
      expect(asked(state, { do: 'remove-server', server: 'stranger' })).toEqual({
        refused: 'server-unknown',
      });
      expect(asked(state, { do: 'fly' })).toEqual({ refused: 'operation-unknown' });
    }
    expect(living.size).toBe(1);
  });

  test('a question that fails after the ring was made leaves none behind', () => {
    const state = model.start(engine, { ...model.scene(SCENE), keys: [LONG] });
    for (const command of [
      { do: 'add-server', server: 'server-C' },
      { do: 'remove-server', server: 'server-A' },
      { do: 'set-vnodes', vnodes: 5 },
    ]) {
      expect(asked(state, command)).toEqual({ refused: 'text-too-long' });
    }
    expect(living.size).toBe(1);
  });

  test('a receipt leaves none behind, whether it can be made or not', async () => {
    const scene = model.scene(SCENE);
    const log = [
      { do: 'add-server', server: 'server-C' },
      { do: 'set-vnodes', vnodes: 40 },
    ];
    const { number, ms } = await ringReceipt(engine, { scene, log, cursor: 2 }, 'free');
    expect(Number(number)).toBeGreaterThan(100 / 3);
    expect(ms).toBeGreaterThan(0);
    await expect(
      ringReceipt(engine, { scene: { ...scene, keys: [LONG] }, log, cursor: 1 }, 'free'),
    ).rejects.toThrow('text-too-long');
    await expect(
      ringReceipt(engine, { scene: { ...scene, key: LONG }, log: [], cursor: 0 }, 'free'),
    ).rejects.toThrow('text-too-long');
    expect(living.size).toBe(0);
  });
});

describe('the scene of an address', () => {
  test('keeps the letters and inks that its servers had', () => {
    let scene = model.scene({ servers: ['a', 'b', 'c'] });
    scene = model.fold(scene, { do: 'remove-server', server: 'a' });
    expect(scene.servers.map(({ index }) => index)).toEqual([1, 2]);
    expect(model.scene(JSON.parse(JSON.stringify(scene))).servers).toEqual(scene.servers);
  });

  test('gives no two servers one letter, whatever it says', () => {
    const indices = (servers) => model.scene({ servers }).servers.map(({ index }) => index);
    expect(
      indices([
        { name: 'a', index: 4 },
        { name: 'b', index: 4 },
        { name: 'c', index: -1 },
        { name: 'd', index: 1.5 },
        { name: 'e', index: '7' },
        { name: 'f', index: 1e9 },
      ]),
    ).toEqual([4, 0, 1, 2, 3, 5]);
  });

  test('a command that no verb fits changes nothing', () => {
    const scene = model.scene(SCENE);
    expect(model.fold(scene, { do: 'fly', as: 'hash' })).toEqual(scene);
    expect(model.fold(scene, { do: 'show', as: 'hash' }).as).toBe('hash');
  });
});

test('P3: a figure counts no more keys than a frame can spare, and says so', () => {
  const keys = (count) => ({ prefix: 'user:', from: 0, count });
  expect(model.check({ do: 'place', keys: keys(100_000) })).toBeNull();
  expect(model.check({ do: 'place', keys: keys(100_001) })).toBe('count-out-of-range');
  expect(model.scene({ keys: keys(100_001) })).toBeNull();
});

test('dots without threads stand where they stand with them, in the same ink', () => {
  const shown = (vnodes) => {
    const state = model.start(engine, model.scene({ ...SCENE, vnodes }));
    const picture = ringPicture(state, []);
    const owners = picture.keys.map((key, i) => {
      const { owner, position, distance } = state.ring.lookup(`user:${i}`);
      expect(key.turn).toBe(position.turn);
      if (picture.threaded) expect(key.thread.walk).toBe(distance.turn);
      return state.scene.servers.find(({ name }) => name === owner).index;
    });
    expect(picture.keys.map(({ index }) => index)).toEqual(owners);
    expect(picture.shares.max).toBe(Math.max(...picture.members.map(({ fraction }) => fraction)));
    model.dispose(state);
    return picture.threaded;
  };
  expect([shown(20), shown(21)]).toEqual([true, false]);
});

test.each([
  ['HashRingCommand', model, {}],
  ['KeyRouterCommand', keyRouterModel, {}],
])('%s names every verb of its tag, and no other', (name, { check }) => {
  const declared = readFileSync(new URL('../../web/engine/edgecache-tags.d.ts', import.meta.url), 'utf8');
  const verbs = [
    ...declared
      .split(`type ${name} =`)[1]
      .split(';\n\n')[0]
      .matchAll(/do: '([a-z-]+)'/g),
  ];
  const source = readFileSync(
    new URL(
      `../../web/widgets/${name === 'HashRingCommand' ? 'hash-ring' : 'key-router'}/model.js`,
      import.meta.url,
    ),
    'utf8',
  );
  const known = source
    .split('function check(')[1]
    .split('default:')[0]
    .matchAll(/case '([a-z-]+)'/g);
  expect(verbs.map(([, verb]) => verb)).toEqual([...known].map(([, verb]) => verb));
  for (const [, verb] of verbs) expect(check({ do: verb }), verb).not.toBe('operation-unknown');
});
