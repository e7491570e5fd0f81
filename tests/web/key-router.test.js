// Slide 3 asks where one key goes before and after one more server. Both remainders are the engine's; whatever is typed is a key.
import { readFileSync } from 'node:fs';
import { render } from '@lit-labs/ssr';
import { collectResult } from '@lit-labs/ssr/lib/render-result.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadEngine } from '../../web/engine/node.js';
import { drawStill } from '../../web/tooling/stills.js';
import { keyThatStays, keyRouterModel as model } from '../../web/widgets/key-router/model.js';
import { readWhole, refusalText } from '../../web/widgets/key-router/tools.js';
import { grouped, routerFigure, routerSentence } from '../../web/widgets/key-router/view.js';

/** @type {import('../../web/engine/edgecache.d.ts').Engine} */
let engine;
beforeAll(async () => {
  engine = await loadEngine();
});

/** @param {string|null} key @param {number|null} before @param {number|null} after */
const stateOf = (key, before = 100, after = 101) => model.start(engine, { key, before, after });
/** @param {any} state */
const markupOf = async (state) =>
  (await collectResult(render(routerFigure(state)))).replace(/<!--.*?-->/gs, '');

describe('one key, one more server', () => {
  it('user:4615 is on server 42 of 100 and on server 87 of 101', () => {
    const { before, after, moved, hash } = stateOf('user:4615');
    expect([before?.server, after?.server, moved, hash?.hex]).toEqual([42, 87, true, '63f1defde64c2ee6']);
  });

  it.each(['user:84', 'user:97', 'user:156'])('%s stays', (key) => {
    const { before, after, moved } = stateOf(key);
    expect(moved).toBe(false);
    expect(after?.server).toBe(before?.server);
  });

  it('no key before user:84 stays', () => {
    for (let i = 0; i < 84; i++) expect(stateOf(`user:${i}`).moved, `user:${i}`).toBe(true);
  });

  it('finds a key that stays, the first one first, then the next', () => {
    /** @type {(string|null)[]} */
    const found = ['user:4615'];
    for (let i = 0; i < 3; i++) found.push(keyThatStays(engine, { key: found[i], before: 100, after: 101 }));
    expect(found.slice(1)).toEqual(['user:84', 'user:97', 'user:156']);
    expect(keyThatStays(engine, { key: 'a', before: 100, after: null })).toBeNull();
    expect(keyThatStays(engine, { key: 'user:007', before: 7, after: 7 })).toBe('user:0');
  });

  it('finds one between any two numbers of servers that can be drawn', () => {
    for (let before = 1; before <= 120; before += 7) {
      for (let after = 120; after >= 1; after -= 11) {
        const key = keyThatStays(engine, { key: null, before, after });
        expect(stateOf(key, before, after).moved, `${before} to ${after}: ${key}`).toBe(false);
      }
    }
  });

  it('a division is refused where modulo is, and no servers are none', () => {
    for (const servers of [0, -1, 1.5, 2 ** 32, Number.NaN, '7', null])
      expect(engine.division('a', /** @type {any} */ (servers))).toEqual({ refused: 'servers-out-of-range' });
    expect(engine.division('', 2 ** 32 - 1)).toMatchObject({
      dividend: '17241709254077376921',
      divisor: 4294967295,
    });
  });

  it('writes a division that multiplies back to the hash', () => {
    for (let i = 0; i < 200; i++) {
      const { hash, before, after } = stateOf(`key-${i}`, 1 + (i % 120), 1 + ((i * 7) % 120));
      for (const route of [before, after]) {
        const back = BigInt(route?.quotient ?? 0) * BigInt(route?.servers ?? 0) + BigInt(route?.server ?? 0);
        expect(String(back)).toBe(hash?.decimal);
      }
    }
  });

  it('tells a command as events, in the order of the story', () => {
    const start = stateOf('user:4615', 100, null);
    const answer = model.run(engine, start, { do: 'set-servers', before: 100, after: 101 });
    expect('events' in answer && answer.events).toEqual([
      { event: 'hashed', key: 'user:4615', hex: '63f1defde64c2ee6' },
      { event: 'routed', servers: 100, server: 42 },
      { event: 'routed', servers: 101, server: 87 },
      { event: 'key-moved', from: 42, to: 87 },
    ]);
  });

  it('folds a log into the scene that its states stand on', () => {
    let scene = { key: null, before: null, after: null };
    let state = model.start(engine, scene);
    const log = [
      { do: 'set-key', key: 'a' },
      { do: 'set-servers', before: 7 },
      { do: 'set-servers', before: 7, after: 8 },
      { do: 'set-key', key: 'b' },
      { do: 'set-servers', before: 3 },
    ];
    for (const command of log) {
      scene = /** @type {any} */ (model.fold(scene, command));
      const answer = model.run(engine, state, command);
      if ('refused' in answer) throw new Error(answer.refused);
      state = answer.state;
      expect(state).toEqual(model.start(engine, scene));
    }
    expect(scene).toEqual({ key: 'b', before: 3, after: null });
  });
});

describe('refusals change nothing', () => {
  it.each([
    [{ do: 'set-servers', before: 0 }, 'servers-out-of-range'],
    [{ do: 'set-servers', before: 100, after: 121 }, 'servers-out-of-range'],
    [{ do: 'set-servers', before: -1 }, 'servers-out-of-range'],
    [{ do: 'set-servers', before: 1.5 }, 'servers-out-of-range'],
    [{ do: 'set-servers', before: '100' }, 'servers-out-of-range'],
    [{ do: 'set-servers', before: Number.NaN }, 'servers-out-of-range'],
    [{ do: 'set-key', key: 7 }, 'input-unreadable'],
    [{ do: 'set-key' }, 'input-unreadable'],
    [{ do: 'drop-table' }, 'operation-unknown'],
    [null, 'operation-unknown'],
  ])('%j: %s', (command, code) => {
    expect(model.check(command)).toBe(code);
    expect(refusalText(code).length).toBeGreaterThan(8);
  });

  it('R17: modulo with N = 0 is refused by the figure and by the engine', () => {
    expect(model.check({ do: 'set-servers', before: 0 })).toBe('servers-out-of-range');
    expect(engine.modulo(['a'], 0)).toEqual({ refused: 'servers-out-of-range' });
  });

  it('S02: a scene with wrong types or no sense is refused, and only known fields are kept', () => {
    for (const raw of [
      null,
      7,
      [7],
      { key: 1 },
      { before: 0 },
      { before: '100' },
      { after: 101 },
      { key: 'x'.repeat(1025) },
    ]) {
      expect(model.scene(Array.isArray(raw) ? { key: raw } : raw)).toBeNull();
    }
    const raw = JSON.parse('{"key":"a","before":100,"after":101,"extra":1,"__proto__":{"bad":true}}');
    const scene = model.scene(raw);
    expect(scene).toEqual({ key: 'a', before: 100, after: 101 });
    expect(Object.keys(/** @type {object} */ (scene))).toEqual(['key', 'before', 'after']);
    expect(/** @type {any} */ ({}).bad).toBeUndefined();
  });

  it.each(['', '1.9', '0x10', '1e2', '７', '-1', '-0', ' 7', '1e300', 'Infinity', 'NaN', '9'.repeat(16)])(
    'N04: digits only, so %j is no number of servers',
    (text) => expect(readWhole(text)).toBeNull(),
  );
  it('N03: 2^32 and 2^53 - 1 are numbers, and out of range', () => {
    for (const text of ['4294967296', '9007199254740991'.slice(0, 15)]) {
      expect(model.check({ do: 'set-servers', before: readWhole(text) })).toBe('servers-out-of-range');
    }
  });
});

describe('any text is a key', () => {
  it('T01: the empty key is hashed like any other', () => {
    expect(stateOf('').hash?.hex).toBe('ef46db3751d8e999');
  });

  it('T02: composed and decomposed letters are different keys', () => {
    expect(stateOf('\u00e9').hash?.hex).not.toBe(stateOf('e\u0301').hash?.hex);
  });

  it.each(['👩‍👩‍👧‍👦', '鍵', 'مفتاح', 'k\u0301\u0302\u0303'])(
    'T03: %s is hashed as UTF-8 and drawn',
    async (key) => {
      expect(stateOf(key).hash?.hex).toMatch(/^[0-9a-f]{16}$/);
      expect(await markupOf(stateOf(key))).toContain(key);
    },
  );

  it('T04: NUL is part of the key and shown as a symbol', async () => {
    expect(stateOf('a\0b').hash?.hex).not.toBe(stateOf('ab').hash?.hex);
    const shown = (await markupOf(stateOf('a\0b'))).match(/<bdi[^>]*>([^<]*)<\/bdi>/)?.[1];
    expect(shown).toBe('a\u2400b');
  });

  it('T05: a lone surrogate counts as U+FFFD and swallows nobody', () => {
    expect(stateOf('a\ud800b').hash?.hex).toBe(stateOf('a\ufffdb').hash?.hex);
  });

  it('T06: the field takes 1 KiB of bytes and no more', () => {
    expect(model.check({ do: 'set-key', key: 'x'.repeat(1024) })).toBeNull();
    expect(model.check({ do: 'set-key', key: 'x'.repeat(1025) })).toBe('text-too-long');
    expect(model.check({ do: 'set-key', key: '鍵'.repeat(342) })).toBe('text-too-long'); // 1,026 bytes
    expect(refusalText('text-too-long')).toContain('1,024 bytes');
  });

  it('T07: 100 MB is refused before it is encoded', () => {
    const began = performance.now();
    expect(model.check({ do: 'set-key', key: 'x'.repeat(100_000_000) })).toBe('text-too-long');
    expect(performance.now() - began).toBeLessThan(500);
    expect(stateOf('user:4615').before?.server).toBe(42);
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('T08: %s is an ordinary key', (key) => {
    expect([stateOf(key).before?.server]).toEqual(
      Array.from(/** @type {Uint32Array} */ (engine.modulo([key], 100))),
    );
    expect(routerSentence(stateOf(key))).toContain(key);
  });

  it.each(['\u202Eabc', '\uFEFFabc', 'a\u200Bb'])(
    'T09: %j is ordinary bytes, isolated in display',
    async (key) => {
      expect(stateOf(key).hash?.hex).not.toBe(stateOf('abc').hash?.hex);
      const markup = await markupOf(stateOf(key));
      expect(markup).toContain(key);
      expect(markup.replace(/<bdi[^>]*>[^<]*<\/bdi>/g, '')).not.toContain(key);
      expect(routerSentence(stateOf(key))).toContain(`\u2068${key}\u2069`);
    },
  );

  it('T10: a long key is shortened for the eye and whole for ears', async () => {
    const key = 'k'.repeat(1000);
    const markup = await markupOf(stateOf(key));
    expect(markup).toContain(`title="${key}"`);
    expect(markup.replace(key, '')).not.toContain('k'.repeat(40));
  });

  it.each(['-0', '1e308', 'NaN', 'null'])('T11: %s is a text', (key) => {
    expect(model.check({ do: 'set-key', key })).toBeNull();
    expect(stateOf(key).before?.server).toBe(Number(BigInt(stateOf(key).hash?.decimal ?? 0) % 100n));
  });

  it.each(['<img src=x onerror=alert(1)>', '"><script>alert(1)</script>', 'javascript:alert(1)', '{{7*7}}'])(
    'S01: %s is shown as text',
    async (key) => {
      const markup = await markupOf(stateOf(key));
      expect(markup).not.toMatch(/<img|<script/);
      expect(markup).not.toContain('onerror=alert(1)>');
    },
  );
});

describe('what is drawn', () => {
  it('numbers every server of both racks', async () => {
    const [one, other] = Array.from(
      (await markupOf(stateOf('user:4615'))).matchAll(/<g class="numbers">(.*?)<\/g>/gs),
      ([, g]) =>
        g
          .replace(/<[^>]*>/g, ' ')
          .trim()
          .split(/\s+/)
          .map(Number),
    );
    expect(one).toEqual(Array.from({ length: 100 }, (_, i) => i));
    expect(other).toEqual(Array.from({ length: 101 }, (_, i) => i));
  });

  it('uses the vermilion only when the key changed its owner', async () => {
    expect(await markupOf(stateOf('user:4615'))).toContain('owner red');
    expect(await markupOf(stateOf('user:84'))).not.toMatch(/\bred\b/);
    expect(await markupOf(stateOf('user:4615', 100, null))).not.toMatch(/\bred\b/);
  });

  it('draws a figure that has not been asked yet in pencil', async () => {
    const markup = await markupOf(stateOf(null, null, null));
    expect(markup).not.toContain('thread');
    expect(markup.match(/pencil/g)).toHaveLength(2);
  });

  it('says every result in words', () => {
    expect(routerSentence(stateOf(null, null, null))).toBe('No key yet.');
    expect(routerSentence(stateOf('user:4615'))).toBe(
      'user:4615 goes to server 42 of 100, but to server 87 of 101: it moved. Cache miss, database query.',
    );
    expect(routerSentence(stateOf('user:84'))).toMatch(/it stays\.$/);
    expect(grouped('18446744073709551615')).toBe('18,446,744,073,709,551,615');
  });

  it('slide 3: the script, its words and the narration say what the engine says', async () => {
    const deck = readFileSync(new URL('../../slides/episode6_revealjs.html', import.meta.url), 'utf8');
    const section = deck.match(/<section id="what-happened"[\s\S]*?<\/section>/)?.[0] ?? '';
    const script = JSON.parse(section.match(/data-script>([\s\S]*?)<\/script>/)?.[1] ?? '[]');
    const { before, after, moved } = stateOf('user:4615');
    expect(moved).toBe(true);
    expect(script.map((/** @type {any} */ { do: verb }) => verb)).toEqual([
      'set-key',
      'set-servers',
      'set-servers',
    ]);
    expect(script[1].say).toContain(`remainder is ${before?.server}`);
    expect(script[2].say).toContain(`remainder is ${after?.server}`);
    const words = section.replace(/<[^>]+>/g, ''); // claims are spans inside the words
    expect(words).toContain(`with ${before?.servers} servers user:4615 lives on server ${before?.server}`);
    expect(words).toContain(`looked for on server ${after?.server}`);
    const other = stateOf('user:123');
    expect(words).toContain(`user:123 gives ${other.before?.server} and ${other.after?.server}`);
    const still = await drawStill('what-happened', { script });
    expect(still).toBe(
      (await markupOf(stateOf('user:4615')))
        .replaceAll('<?>', '')
        .replace(/>\s*\n\s*</g, '><')
        .trim(),
    );
  });
});
