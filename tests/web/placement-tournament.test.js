// The tournament: whatever is asked, every placement is asked the same; a list is read line by line; what was counted once is not
// counted again.
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadEngine, newEngine } from '../../web/engine/node.js';
import { drawStill } from '../../web/tooling/stills.js';
import { CONTESTANTS } from '../../web/widgets/placement-tournament/contestants.js';
import { field, jobOf } from '../../web/widgets/placement-tournament/field.js';
import { listTools } from '../../web/widgets/placement-tournament/list-tools.js';
import { tournamentModel as model } from '../../web/widgets/placement-tournament/model.js';
import { tournamentPicture } from '../../web/widgets/placement-tournament/picture.js';
import { tournamentReceipt } from '../../web/widgets/placement-tournament/receipt.js';
import { serversOf } from '../../web/widgets/placement-tournament/scene.js';
import { readServerList } from '../../web/widgets/placement-tournament/server-list.js';
import { readWhole, tournamentTools } from '../../web/widgets/placement-tournament/tools.js';
import { tournamentFigure } from '../../web/widgets/placement-tournament/view.js';
import { tournamentSentence } from '../../web/widgets/placement-tournament/words.js';
import { markupOf, play } from './played.js';

/** @type {import('../../web/engine/edgecache.d.ts').Engine} */
let engine;
beforeAll(async () => {
  engine = await loadEngine();
});

const SMALL = { servers: 20, keys: 20_000 };
/** @param {any} raw */
const sceneOf = (raw) => /** @type {any} */ (model.scene(raw));
/** @param {any} raw @param {any[]} commands */
const played = (raw, commands) => play(model, engine, raw, commands);
const ALL = CONTESTANTS.map(({ id }) => id);
const bare = { apply: () => {}, refuse: () => {}, stop: () => {}, refused: null, progress: null };

describe('every placement, the same keys', () => {
  test('a million keys, 100 servers: modulo and the ring move what slides 4 and 9 say', async () => {
    const { state } = await played({ entered: ['modulo', 'ring'] }, []);
    const [modulo, ring] = state.rows.map((/** @type {any} */ row) => row.result);
    expect(modulo.joined.moved).toBe(990_077);
    expect(ring.joined).toEqual({ moved: 9_546, strays: 0 });
    expect(ring.balance.max).toBeCloseTo(1.3, 10);
    expect(modulo.keys).toBe(1_000_000);
  });

  test('only those that promise it move nothing needlessly', async () => {
    const { state } = await played({ ...SMALL, entered: ALL }, []);
    for (const { id, result } of state.rows) {
      const promises = ['plain-ring', 'ring', 'rendezvous'].includes(id);
      expect(result.joined.strays === 0, `${id} joins`).toBe(promises || id === 'jump');
      expect(result.left.strays === 0, `${id} leaves`).toBe(promises);
      expect(result.left.moved - result.left.strays).toBe(result.left.own);
      const numbered = id === 'modulo' || id === 'jump';
      expect(result.down.nobody > 0, `${id} is down`).toBe(numbered);
      expect(result.balance.mean).toBeCloseTo(1, 10);
      expect(result.profile).toHaveLength(20);
      expect(result.profile).toEqual([...result.profile].sort((a, b) => b - a));
      expect(result.lookupNs).toBeGreaterThan(0);
    }
    const bounded = state.rows.find((/** @type {any} */ { id }) => id === 'bounded-load').result;
    expect(bounded.balance.max).toBeLessThanOrEqual(1.25);
  });

  test('a poor hash shows on the ring, and hardly elsewhere', async () => {
    const { state } = await played({ ...SMALL, entered: ['ring', 'rendezvous'] }, []);
    const { state: poor } = await played({ ...SMALL, entered: ['ring', 'rendezvous'] }, [
      { do: 'set-hash', hash: 'fnv-1a' },
    ]);
    const peaks = (/** @type {any} */ { rows }) =>
      rows.map((/** @type {any} */ { result }) => result.balance.max);
    expect(peaks(poor)[0]).toBeGreaterThan(2 * peaks(state)[0]);
    expect(peaks(poor)[1]).toBeLessThan(1.2);
    const { state: rough } = await played({ ...SMALL, entered: ['modulo'] }, [
      { do: 'set-hash', hash: 'xxh64-16-bit' },
    ]);
    expect(peaks(rough)[0]).toBeGreaterThan(2); // its low bits are all zero
    expect(rough.rows[0].result.meeting).toBe(0); // no points, no meeting
  });

  test('a circle of 65,536 places: points meet about as often as chance says', async () => {
    const { state } = await played({ keys: 1000, entered: ['ring'] }, [
      { do: 'set-hash', hash: 'xxh64-16-bit' },
    ]);
    const [{ result }] = state.rows;
    // 763 colliding pairs are expected of 10,000 points; in a heap of three only two come second
    expect(result.meeting).toBeGreaterThan(600);
    expect(result.meeting).toBeLessThan(763);
    const markup = await markupOf(tournamentFigure(tournamentPicture(state), { measured: true }));
    expect(markup).toContain(`${result.meeting} points meet`);
  });

  test('what was counted is kept by question: stepping back and sorting count nothing', async () => {
    let runs = 0;
    const counting = /** @type {any} */ ({
      run: (/** @type {any} */ job, /** @type {any} */ options) => {
        runs++;
        return engine.run(job, options);
      },
    });
    const scene = sceneOf({ ...SMALL, keys: 1234 });
    let state = /** @type {any} */ (await model.start(counting, scene));
    const commands = [
      { do: 'enter', placement: 'ring' },
      { do: 'sort', by: 'peak', falling: true },
      { do: 'withdraw', placement: 'ring' },
      { do: 'enter', placement: 'ring' },
    ];
    for (const command of commands)
      ({ state } = /** @type {any} */ (await model.run(counting, state, command)));
    await model.start(counting, state.scene);
    expect(runs).toBe(1);
    await model.run(counting, state, { do: 'set-keys', keys: 1235 });
    expect(runs).toBe(2);
  });

  test('a run that is stopped changes nothing, and says how far it was', async () => {
    const own = await newEngine();
    const state = /** @type {any} */ (await model.start(own, sceneOf({ keys: 10_000_000 })));
    const stop = new AbortController();
    /** @type {any[]} */
    const reports = [];
    const answer = await model.run(
      own,
      state,
      { do: 'enter', placement: 'rendezvous' },
      {
        signal: stop.signal,
        onProgress: (/** @type {any} */ report) => {
          reports.push(report);
          stop.abort();
        },
      },
    );
    expect(answer).toEqual({ refused: 'stopped' });
    expect(reports[0]).toMatchObject({ placement: 'rendezvous', phase: expect.any(String) });
    expect(state.rows).toEqual([]);
  });

  test('a contestant that the engine refuses says so in its row, the others compete', async () => {
    // One name is longer than any list allows: only a scene made by hand can hold it.
    const refusing = /** @type {any} */ ({
      run: async (/** @type {any} */ job) =>
        job.placement.kind === 'maglev' ? { refused: 'table-size-out-of-range' } : engine.run(job),
    });
    const state = /** @type {any} */ (
      await model.start(refusing, sceneOf({ ...SMALL, entered: ['maglev', 'jump'] }))
    );
    expect(state.rows[0]).toEqual({ id: 'maglev', result: null, refused: 'table-size-out-of-range' });
    expect(state.rows[1].result.keys).toBe(20_000);
    const markup = await markupOf(tournamentFigure(tournamentPicture(state), { measured: true }));
    expect(markup).toContain('cannot compete: table-size-out-of-range');
  });
});

describe('a pasted list', () => {
  test('R05, N01, N03, N04: line by line what was refused and why, the rest kept', () => {
    const weights = [
      'NaN',
      '-1',
      '1.9',
      '0x10',
      '1e2',
      '７',
      'Infinity',
      '9007199254740993',
      '4294967296',
      '0',
      '',
    ];
    const text = weights.map((weight, i) => `cache-${i} ${weight}`).join('\r\n');
    const { servers, refused, blank } = readServerList(
      `${text}\n\n # none\ncache-10\nserver cache-11 weight=5;\na b c\n`,
    );
    expect(servers).toEqual([
      { name: 'cache-10', weight: 1 },
      { name: 'cache-11', weight: 5 },
    ]);
    expect(refused.map(({ line, code }) => `${line} ${code}`)).toEqual([
      ...[1, 2, 3, 4, 5, 6, 7].map((line) => `${line} weight-unreadable`),
      '8 weight-unreadable',
      '9 weight-out-of-range',
      '10 weight-out-of-range',
      '14 server-exists',
      '16 line-unreadable',
    ]);
    expect(blank).toBe(3);
  });

  test('10,000 lines, duplicates and blanks among them', async () => {
    const lines = Array.from({ length: 10_000 }, (_, i) => {
      if (i % 10 === 3) return 'cache-0 1';
      return i % 10 === 7 ? '' : `cache-${i} ${1 + (i % 3)}`;
    });
    const { state, events } = await played({ keys: 10_000 }, [
      { do: 'set-list', text: lines.join('\n') },
      { do: 'enter', placement: 'maglev' },
      { do: 'enter', placement: 'ring' },
    ]);
    expect(state.rows.map((/** @type {any} */ { refused }) => refused)).toEqual([null, null]);
    expect(state.rows[0].result.servers).toBe(8000);
    expect(events[0]).toMatchObject({ event: 'competed', placement: 'ring' });
    const markup = await markupOf(listTools(tournamentPicture(state), { apply: () => {} }));
    expect(markup).toContain('8,000 servers read, 1,000 lines refused, 1,000 blank or comment');
    expect(markup).toContain('line 4: <bdi>cache-0 1</bdi>, is there already');
    expect(markup).toContain('and 950 more');
  });

  test('10,000 servers of weight 1,000,000 and one of weight 1 fit the rings', async () => {
    const list = Array.from({ length: 9_999 }, (_, i) => `cache-${i} 1000000`);
    const scene = sceneOf({
      list: [...list, 'light 1'].join('\n'),
      keys: 1000,
      points: 1000,
      entered: ['ring'],
    });
    const state = /** @type {any} */ (await model.start(engine, scene));
    expect(state.rows[0].refused).toBeNull();
    expect(state.asked.fewerPoints).toBe(true);
    const heavy = sceneOf({ list: 'a 1\nb 1\nc 1000000', keys: 1000, points: 1000, entered: ['ring'] });
    expect(/** @type {any} */ (await model.start(engine, heavy)).rows[0].refused).toBeNull();
    expect(serversOf(heavy)).toHaveLength(3);
  });

  test('more than 10,000 servers, a megabyte, a list of nothing', () => {
    const many = Array.from({ length: 10_002 }, (_, i) => `c${i}`).join('\n');
    const { servers, refused } = readServerList(many);
    expect(servers).toHaveLength(10_000);
    expect(refused.map(({ code }) => code)).toEqual(['servers-out-of-range', 'servers-out-of-range']);
    expect(model.check({ do: 'set-list', text: 'x'.repeat(1_000_001) })).toBe('text-too-long');
    expect(model.check({ do: 'set-list', text: 'x'.repeat(1_000_000) })).toBe('servers-out-of-range');
    for (const text of ['', 'only-one', '\n\n# a\n']) {
      expect(model.check({ do: 'set-list', text })).toBe('servers-out-of-range');
    }
    expect(model.check({ do: 'set-list', text: 7 })).toBe('input-unreadable');
  });

  test('T05, T08, T09, S01: any word is a name, and stays text', async () => {
    const text = '__proto__ 2\nconstructor\n<img/src=x/onerror=alert(1)>\n\u202egnp.exe\na\ud800\na\ufffd';
    const { state } = await played({ keys: 1000 }, [
      { do: 'set-list', text },
      { do: 'enter', placement: 'rendezvous' },
      { do: 'set-leaving', server: '<img/src=x/onerror=alert(1)>' },
    ]);
    expect(state.asked.servers.map((/** @type {any} */ { name }) => name)).toEqual([
      '__proto__',
      'constructor',
      '<img/src=x/onerror=alert(1)>',
      '\u202egnp.exe',
      'a\ufffd',
    ]);
    const picture = tournamentPicture(state);
    const markup = await markupOf([
      tournamentFigure(picture, { measured: true, tools: tournamentTools(picture, bare) }),
      listTools(picture, { apply: () => {} }),
    ]);
    expect(markup).toContain('&lt;img/src=x/onerror=alert(1)&gt;');
    expect(markup).not.toContain('<img');
  });

  test('the weights are what is fair: a server of twice the weight may carry twice as much', async () => {
    const { state } = await played(
      { keys: 50_000, list: 'a 2\nb 1\nc 1', entered: ['rendezvous', 'maglev', 'modulo'] },
      [],
    );
    const [rendezvous, maglev, modulo] = state.rows.map(
      (/** @type {any} */ { result }) => result.balance.max,
    );
    expect(rendezvous).toBeLessThan(1.05);
    expect(maglev).toBeLessThan(1.05);
    expect(modulo).toBeGreaterThan(1.3); // it does not hear weights: a third for a quarter
  });
});

describe('what is refused', () => {
  test.each([
    ['set-servers', 'servers', [0, 1, -1, 1.5, 10_001, '7', Number.NaN, 2 ** 32], 'servers-out-of-range'],
    ['set-keys', 'keys', [0, -0, -1, 1.9, 10_000_001, '7', Number.NaN, 1e300], 'count-out-of-range'],
    ['set-points', 'points', [0, -1, 1.5, 1001, '7', Number.POSITIVE_INFINITY], 'vnodes-out-of-range'],
    ['set-hash', 'hash', ['md5', 'by-degrees', null, 'toString'], 'mode-unknown'],
    ['enter', 'placement', ['__proto__', 'Ring', null, ['ring']], 'mode-unknown'],
    ['withdraw', 'placement', ['constructor', 7], 'mode-unknown'],
    ['set-leaving', 'server', [7, null], 'input-unreadable'],
  ])('N02, N03, N04, N05, R17, S02: %s %s', (verb, name, values, code) => {
    for (const value of values) expect(model.check({ do: verb, [name]: value }), String(value)).toBe(code);
  });

  test('sorting by what is no column, an unknown verb, nothing', () => {
    expect(model.check({ do: 'sort', by: 'toString', falling: true })).toBe('mode-unknown');
    expect(model.check({ do: 'sort', by: 'peak', falling: 1 })).toBe('mode-unknown');
    for (const command of [null, {}, { do: 'fly' }, 7])
      expect(model.check(command)).toBe('operation-unknown');
  });

  test('R06: who is not there cannot leave', async () => {
    const state = await model.start(engine, sceneOf(SMALL));
    const answer = await model.run(
      engine,
      /** @type {any} */ (state),
      { do: 'set-leaving', server: 'nobody' },
      {},
    );
    expect(answer).toEqual({ refused: 'server-unknown' });
  });

  test('S02, S08: a scene from an address, field by field', () => {
    for (const raw of [
      null,
      7,
      [],
      { servers: 1 },
      { keys: '5' },
      { entered: ['ring', 'ring'] },
      { entered: 'ring' },
      { list: 7 },
      { list: 'a' },
      { hash: 'md5' },
      { sort: 'x' },
      { leaving: 'nobody' },
      { tableSize: 1 },
      { factor: 0.5 },
      { factor: '2' },
      { falling: 0 },
    ]) {
      if (Array.isArray(raw)) continue;
      expect(model.scene(raw), JSON.stringify(raw)).toBeNull();
    }
    const given = JSON.parse('{"__proto__": {"keys": 5}, "constructor": 1, "servers": 3}');
    expect(sceneOf(given)).toMatchObject({ servers: 3, keys: 1_000_000 });
    expect(Object.hasOwn(sceneOf(given), 'constructor')).toBe(false);
  });

  test('N04: a field takes digits only', () => {
    expect(['7', '007', '0'].map(readWhole)).toEqual([7, 7, 0]);
    for (const text of ['', ' 7', '-1', '1.9', '0x10', '1e2', '７', 'NaN', '9'.repeat(16)])
      expect(readWhole(text)).toBeNull();
  });
});

describe('the table', () => {
  test('sorts by any column either way, and says so to ears', async () => {
    const { state } = await played({ ...SMALL, entered: ALL }, []);
    for (const by of ['placement', 'peak', 'spread', 'joined', 'left', 'memory']) {
      for (const falling of [false, true]) {
        const picture = tournamentPicture({ ...state, scene: { ...state.scene, sort: by, falling } });
        const values = picture.lines.map((line) =>
          by === 'placement' ? line.name : Number(line.values[by]),
        );
        const sorted = [...values].sort((a, b) => (a < b ? -1 : 1));
        expect(values).toEqual(falling ? sorted.reverse() : sorted);
        const markup = await markupOf(tournamentFigure(picture, { sort: () => {}, measured: true }));
        expect(markup.match(/aria-sort="(ascending|descending)"/g)).toEqual([
          `aria-sort="${falling ? 'descending' : 'ascending'}"`,
        ]);
        expect(markup.match(/aria-sort="none"/g)).toHaveLength(7);
      }
    }
  });

  test('too few keys for a balance: not said, and last in the order', async () => {
    const scene = { servers: 100, keys: 1000, entered: ['modulo', 'ring'], sort: 'peak' };
    const state = /** @type {any} */ (await model.start(engine, sceneOf(scene)));
    const picture = tournamentPicture(state);
    expect(picture.lines.map(({ values }) => values.peak)).toEqual([null, null]);
    const markup = await markupOf(tournamentFigure(picture, { measured: true }));
    expect(markup).toContain('too few keys to say');
  });

  test('rendezvous gets fewer keys where servers are many, and the table says so', () => {
    const scene = sceneOf({ servers: 10_000 });
    const asked = field(scene);
    expect(jobOf(scene, 'rendezvous', asked).keys).toMatchObject({ count: 20_000 });
    expect(jobOf(scene, 'maglev', asked).keys).toMatchObject({ count: 1_000_000 });
    expect(asked.joins).toEqual({ name: 'server-10000', weight: 1 });
    expect(field(sceneOf({ list: 'server-2 3\nserver-3 5' })).joins).toEqual({ name: 'server-4', weight: 4 });
  });
});

test('the still tells the script to its end, without times that another machine measured', async () => {
  const page = readFileSync('slides/demos.html', 'utf8');
  expect(page).toContain('data-still="tournament"');
  const markup = String(
    await drawStill('tournament', {
      attributes: { servers: '20', keys: '5000' },
      script: ALL.map((placement, at) => ({ at, say: '', do: 'enter', placement })),
    }),
  );
  for (const { name } of CONTESTANTS) expect(markup).toContain(name);
  expect(markup).not.toMatch(/\d ns/);
  expect(markup).toContain('Look-ups are timed in your browser.');
});

test('the receipt counts once more, and the sentence for ears says the same', async () => {
  const { state } = await played({ ...SMALL, entered: ['ring'] }, []);
  const receipt = await tournamentReceipt(engine, state.scene);
  const { moved } = state.rows[0].result.joined;
  expect(Number(receipt.number)).toBeCloseTo((moved / 20_000) * 100, 2);
  expect(tournamentSentence(tournamentPicture(state))).toContain(
    `moves ${moved.toLocaleString('en-US')} of 20,000 keys`,
  );
  expect(await tournamentReceipt(engine, sceneOf({}))).toMatchObject({ number: '' });
});
