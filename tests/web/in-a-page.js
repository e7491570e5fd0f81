// @ts-nocheck: figures are driven as a viewer would, through their fields
// Live figures in a page (happy-dom), on the real engine: put there, waited for, driven through their buttons and fields, taken away.
import { readFile } from 'node:fs/promises';
import { afterEach, beforeAll, beforeEach, expect, vi } from 'vitest';
import { createEngine } from '../../web/engine/engine.js';
import { createRunner } from '../../web/engine/runner.js';

/** The module's engine with no worker: the page does the work in stretches, and a busy machine passes for no dead worker. */
export async function engineOnPage() {
  const { default: factory } = await import('#glue');
  const wasm = await readFile('build/wasm/edgecache.wasm');
  return createEngine(wasm, { factory, runner: { createWorker: () => null, createRunner } });
}

/** Every test of the file finds these figures with an engine, and leaves no figure behind. */
export function liveInThisFile(...widgets) {
  beforeAll(async () => {
    const engine = await engineOnPage();
    for (const widget of widgets) widget.loadEngine = async () => engine;
  });
  beforeEach(() => {
    vi.stubGlobal('matchMedia', (query) => Object.assign(new EventTarget(), { matches: false, query }));
  });
  afterEach(async () => {
    document.body.replaceChildren();
    await settled();
    vi.unstubAllGlobals();
  });
}

export const settled = (ms = 30) => new Promise((resolve) => setTimeout(resolve, ms));
export const until = (seen) => expect.poll(seen, { timeout: 5000, interval: 10 });

/** One figure in a page whose deck says when it plays; alive. */
export async function placed(markup) {
  const host = document.createElement('div');
  host.dataset.paced = '';
  host.innerHTML = markup;
  document.body.append(host);
  const figure = host.firstElementChild;
  figure.wake();
  await until(() => figure.querySelectorAll('.ctl-strip').length).toBe(1);
  return figure;
}

/** The button of these words. */
export const button = (figure, name) =>
  [...figure.querySelectorAll('button')].find((one) => one.textContent.trim() === name);
/** The field whose label begins so. */
export const field = (figure, name) => figure.querySelector(`input[aria-label^="${name}"]`);
/** Typed, and left. */
export async function change(input, value) {
  input.value = value;
  input.dispatchEvent(new Event('change', { bubbles: true }));
  await settled();
}
/** What is said beside a control that refused. */
export const refused = (figure) => figure.querySelector('.refused')?.textContent ?? '';
