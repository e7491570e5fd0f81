/**
 * Loading (hostile-inputs.md, W01-W04, W13), below the browser: which fault gets which code, and that a
 * second try works.
 */
import factory from '#glue';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { Engine } from '../../web/engine/engine.js';
import { createLoader } from '../../web/engine/loader.js';
import { readWasm } from '../../web/engine/node.js';

const bytes = await readWasm();
const answer = (/** @type {BodyInit} */ body, type = 'application/wasm', status = 200) =>
  new Response(body, { status, headers: { 'content-type': type } });

/**
 * @param {(url: string, init: {signal: AbortSignal}) => Promise<Response>} fetch
 * @param {Partial<import('../../web/engine/loader.js').LoaderOptions<Engine>>} [options]
 */
const loader = (fetch, options) =>
  createLoader({
    url: 'edgecache.wasm',
    create: (compiled) => new Engine(compiled, factory),
    fetch,
    ...options,
  });

const fails = async (/** @type {() => Promise<unknown>} */ load) => {
  const error = await load().then(
    () => null,
    (reason) => reason,
  );
  expect(error).toBeInstanceOf(Error);
  return error.code;
};

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe('loading', () => {
  test('W01: WebAssembly absent', async () => {
    const load = loader(async () => answer(bytes));
    vi.stubGlobal('WebAssembly', undefined);
    expect(await fails(load)).toBe('wasm-absent');
    vi.unstubAllGlobals();
    expect((await load()).version).toBe('1');
  });

  test('W01: WebAssembly blocked by a policy', async () => {
    const load = loader(async () => answer(bytes));
    for (const way of /** @type {const} */ (['compile', 'compileStreaming'])) {
      vi.spyOn(WebAssembly, way).mockRejectedValue(
        new WebAssembly.CompileError(
          "call to WebAssembly.compile() blocked by CSP, 'unsafe-eval' is not allowed",
        ),
      );
    }
    expect(await fails(load)).toBe('wasm-blocked');
  });

  test.each([404, 500])('W02: %s, then a second try that works', async (status) => {
    let tries = 0;
    const load = loader(async () => (tries++ === 0 ? answer('no', 'text/html', status) : answer(bytes)));
    expect(await fails(load)).toBe('wasm-missing');
    expect((await load()).position('user:123')).toMatchObject({ hex: 'b22b18af3e8865f3' });
  });

  test('W02: no connection', async () => {
    const load = loader(async () => {
      throw new TypeError('Failed to fetch');
    });
    expect(await fails(load)).toBe('wasm-missing');
  });

  test('W02: cut short, corrupted, another module', async () => {
    const corrupt = Uint8Array.from(bytes);
    corrupt.fill(0xff, 2000, 2100);
    const other = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0); // a module, and an empty one
    for (const body of [bytes.subarray(0, 1000), corrupt, other, new Uint8Array(0)]) {
      expect(await fails(loader(async () => answer(/** @type {any} */ (body))))).toBe('wasm-broken');
    }
  });

  test.each(['text/plain', 'application/octet-stream', ''])('W03: .wasm as "%s"', async (type) => {
    const engine = await loader(async () => answer(bytes, type))();
    expect(engine.position('user:123')).toMatchObject({ hex: 'b22b18af3e8865f3' });
  });

  test('W04: .wasm never arrives', async () => {
    let tick = () => {};
    /** @type {AbortSignal | null} */
    let asked = null;
    const load = loader(
      (_, { signal }) => {
        asked = signal;
        return new Promise(() => {});
      },
      {
        timers: {
          set: (task, ms) => {
            expect(ms).toBe(10_000);
            tick = task;
          },
          clear: () => {},
        },
      },
    );
    const failed = fails(load);
    tick();
    expect(await failed).toBe('wasm-timeout');
    expect(/** @type {any} */ (asked).aborted).toBe(true);
  });

  test('W13: glue and .wasm of different versions', async () => {
    const strange = (/** @type {any} */ native) => {
      const ready = factory(native);
      native.interfaceVersion = () => '0';
      return ready;
    };
    expect(
      await fails(loader(async () => answer(bytes), { create: (compiled) => new Engine(compiled, strange) })),
    ).toBe('wasm-broken');
  });

  test('everybody shares one load', async () => {
    let asked = 0;
    const load = loader(async () => {
      asked++;
      return answer(bytes);
    });
    const [one, other] = await Promise.all([load(), load()]);
    expect(one).toBe(other);
    expect(await load()).toBe(one);
    expect(asked).toBe(1);
  });
});
