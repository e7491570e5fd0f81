// What every test of the deck stands on: the built pages behind a host that sends the policy they ship with, a deck that has
// started, and a list of everything the browser complained about. A test that ends with a complaint has failed, unless it
// said beforehand that it asks for trouble.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import { root } from '../tools/processes.mjs';
import { serve } from '../tools/serve.mjs';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('../tools/serve.mjs').Site} Site */
/** @typedef {{cursor: number, log: any[], scene: any, events: any[], address: string, playing: boolean, touched: boolean, state: string}} Told */

export const dist = join(root, 'dist');
export const under = '/talks/ep6/';
/** The policy as a host would send it: read from what the build ships, not from its source. */
export const shippedPolicy = () =>
  readFileSync(join(dist, '_headers'), 'utf8').match(/Content-Security-Policy: (.*)/)?.[1] ?? '';
export const ALIVE = /^(ready|running|done)$/;

/** One figure of the deck, by the id of its slide. */
export class Figure {
  /** @param {Page} page @param {string} id */
  constructor(page, id) {
    this.page = page;
    this.tag = page.locator(`#${id} [data-figure][data-still]`);
    this.status = this.tag.locator('[role=status]').first();
    this.scrubber = this.tag.getByLabel('Place in the script');
  }

  /** @param {string | RegExp} name */
  button(name) {
    return this.tag.getByRole('button', { name, exact: typeof name === 'string' });
  }

  alive() {
    return expect(this.tag).toHaveAttribute('data-state', ALIVE);
  }

  /** On a page a figure comes when its section is near; what comes alive above may push it away again, as it may for a reader. */
  async cameNear() {
    await expect(async () => {
      await this.tag.evaluate((tag) => tag.closest('section')?.scrollIntoView());
      await expect(this.tag).toHaveAttribute('data-state', ALIVE, { timeout: 3000 });
    }).toPass();
  }

  /** @param {any} command @returns {Promise<any[]>} */
  apply(command) {
    return this.tag.evaluate((/** @type {any} */ tag, given) => tag.experiment.apply(given), command);
  }

  /** @param {number} n */
  seek(n) {
    return this.tag.evaluate((/** @type {any} */ tag, to) => tag.experiment.seek(to), n);
  }

  reset() {
    return this.tag.evaluate((/** @type {any} */ tag) => tag.experiment.reset());
  }

  /** What the experiment says of itself. @returns {Promise<Told>} */
  told() {
    return this.tag.evaluate((/** @type {any} */ tag) => ({
      cursor: tag.experiment.cursor,
      log: tag.experiment.log,
      scene: tag.experiment.scene,
      events: tag.experiment.events,
      address: tag.experiment.toAddress(),
      playing: tag.playing,
      touched: tag.touched,
      state: tag.dataset.state,
    }));
  }

  /** Waits until the cursor stands there. @param {number} n */
  atCursor(n) {
    return expect.poll(async () => (await this.told()).cursor, { timeout: 15_000 }).toBe(n);
  }

  /**
   * Everything drawn and said, once lit has made the page agree: drawings, numbers, sentences; not the controls.
   * Two classes only say that the last command was told with movement, so they are no part of the picture.
   */
  async picture() {
    return this.tag.evaluate(async (/** @type {any} */ tag) => {
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      await tag.updateComplete;
      const copy = /** @type {HTMLElement} */ (tag.cloneNode(true));
      for (const control of copy.querySelectorAll('.ctl-strip, .tools, input, .visually-hidden, script'))
        control.remove();
      for (const moved of copy.querySelectorAll('.told, .late')) moved.classList.remove('told', 'late');
      for (const stop of copy.querySelectorAll('[aria-haspopup=dialog]'))
        for (const said of ['role', 'tabindex', 'aria-haspopup']) stop.removeAttribute(said); // a receipt's, not the picture's
      return [...copy.querySelectorAll('svg, p, dl')]
        .filter((part) => !part.parentElement?.closest('svg, p, dl'))
        .map((part) => part.outerHTML.replace(/<!--.*?-->/g, '').replace(/ class=""/g, ''))
        .join('\n');
    });
  }

  /** Compared by where they first differ: two whole drawings side by side tell nobody anything. @param {string} picture */
  async looksLike(picture, when = 'the picture') {
    const now = await this.picture();
    let at = 0;
    while (at < now.length && now[at] === picture[at]) at++;
    const near = (/** @type {string} */ text) => text.slice(Math.max(0, at - 80), at + 80);
    expect(now === picture ? '' : near(now), when).toBe(now === picture ? '' : near(picture));
  }

  /**
   * Whether the drawing changes from frame to frame, or runs an animation, at any time in so many milliseconds: longer than
   * its rests last. With a command: from the moment that it is answered.
   * @param {number} ms @param {any} [command] @returns {Promise<boolean>}
   */
  moving(ms = 500, command = null) {
    return this.tag.evaluate(
      async (/** @type {any} */ tag, given) => {
        const frame = () => new Promise((done) => requestAnimationFrame(done));
        const drawn = () =>
          [...tag.querySelectorAll('svg.panel, p:not(.visually-hidden)')]
            .map((part) => part.outerHTML)
            .join();
        if (given.command) await tag.experiment.apply(given.command);
        await tag.updateComplete;
        const before = drawn();
        for (const since = performance.now(); performance.now() < since + given.ms; ) {
          if (drawn() !== before || tag.getAnimations({ subtree: true }).length > 0) return true;
          await frame();
        }
        return false;
      },
      { ms, command },
    );
  }

  /** The words beside the drawing. */
  async words() {
    return (await this.tag.innerText()).replaceAll('\u00a0', ' ');
  }
}

export class Deck {
  /** What the browser complained about. @type {string[]} */
  heard = [];
  /** Set by a test that breaks something on purpose. */
  troubled = false;

  /** @param {Page} page @param {Site} site */
  constructor(page, site) {
    this.page = page;
    this.site = site;
    this.address = `${site.url}episode6_revealjs.html`;
    page.on('console', (message) => {
      if (message.type() === 'error') this.heard.push(`console: ${message.text()}`);
    });
    page.on('pageerror', (error) => this.heard.push(`uncaught: ${error}`));
    page.on('dialog', (dialog) => {
      this.heard.push(`dialog: ${dialog.message()}`);
      return dialog.dismiss();
    });
    page.on('request', (request) => {
      const url = request.url();
      if (!/^(data|blob|about):/.test(url) && !url.startsWith(site.url))
        this.heard.push(`asked a stranger: ${url}`);
    });
    page.on('response', (response) => {
      if (response.status() >= 400) this.heard.push(`${response.status()}: ${response.url()}`);
    });
  }

  /**
   * Violations of the policy and unhandled rejections reach no console in every browser: they are listened for. An Error that
   * is told to the console comes from Firefox without its words: they are put into words there.
   */
  async listen() {
    await this.page.addInitScript(() => {
      const tell = console.error;
      const inWords = (/** @type {unknown} */ thing) =>
        thing instanceof Element
          ? `<${thing.localName}>`
          : thing instanceof Error
            ? `${thing} ${thing.stack}`
            : thing;
      console.error = (...all) => tell(...all.map(inWords));
      /** @type {string[]} */
      const broken = [];
      Object.assign(globalThis, { broken });
      document.addEventListener('securitypolicyviolation', (event) => {
        broken.push(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
      });
      addEventListener('unhandledrejection', (event) => broken.push(`unhandled: ${event.reason}`));
    });
  }

  /** Firefox ESR cannot be told from here that stillness is wanted: its pages are told so themselves. */
  async still() {
    await this.page.addInitScript(() => {
      const ask = globalThis.matchMedia.bind(globalThis);
      globalThis.matchMedia = (query) =>
        ask(query.includes('prefers-reduced-motion: reduce') ? 'all' : query);
    });
  }

  /** Everything that was complained about so far. @returns {Promise<string[]>} */
  async complaints() {
    const broken = await this.page
      .evaluate(() => /** @type {string[]} */ (Reflect.get(globalThis, 'broken') ?? []))
      .catch(() => /** @type {string[]} */ ([]));
    return [...this.heard, ...broken];
  }

  /** @param {string} [id] @param {string} [query] '?still=start' keeps every script where it is */
  async open(id = 'title', query = '') {
    await this.page.goto(`${this.address}${query}#/${id}`);
    await this.ready();
  }

  /** Firefox gives up what the old page was still fetching, and that page says so: those words are nobody's complaint. */
  async reload() {
    const before = this.heard.splice(0);
    await this.page.reload();
    const since = this.heard.filter((line) => !line.includes('error loading dynamically imported module'));
    this.heard.splice(0, Number.POSITIVE_INFINITY, ...before, ...since);
    await this.ready();
  }

  ready() {
    return expect(this.page.locator('html')).toHaveAttribute('data-ready', 'true');
  }

  /** @param {string} id */
  figure(id) {
    return new Figure(this.page, id);
  }

  /** The slide that is shown. */
  async slide() {
    return this.page.locator('.slides > section.present').getAttribute('id');
  }

  /** @param {string} id */
  onSlide(id) {
    return expect(this.page.locator('.slides > section.present')).toHaveAttribute('id', id);
  }

  /**
   * reveal.js writes the address up to a second after a change, and may so undo one that comes from the address meanwhile: then
   * it is said again.
   * @param {string} id
   */
  async go(id) {
    const there = this.page.locator('.slides > section.present');
    await expect(async () => {
      await this.page.evaluate((target) => {
        location.hash = `#/${target}`;
      }, id);
      await expect(there).toHaveAttribute('id', id, { timeout: 2000 });
    }).toPass();
  }
}

/** As a viewer does it, key by key: then the browser itself says that the field was changed. @param {import('@playwright/test').Locator} field @param {string} text */
export async function typed(field, text) {
  await field.press('ControlOrMeta+a');
  await field.press('Backspace');
  await field.pressSequentially(text);
  await field.press('Tab');
}

/** @typedef {import('@playwright/test').PlaywrightTestArgs & import('@playwright/test').PlaywrightTestOptions} Given */
/** @typedef {import('@playwright/test').PlaywrightWorkerArgs & import('@playwright/test').PlaywrightWorkerOptions} Kept */

/** @type {import('@playwright/test').TestType<Given & {deck: Deck}, Kept & {site: Site}>} */
export const test = base.extend(
  /** @type {any} */ ({
    site: [
      // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs
      async (/** @type {{}} */ {}, /** @type {(site: Site) => Promise<void>} */ use) => {
        const site = await serve(dist, { under, policy: shippedPolicy() });
        await use(site);
        await site.close();
      },
      { scope: 'worker' },
    ],
    deck: async (
      /** @type {{page: Page, site: Site, browserName: string, contextOptions: {reducedMotion?: string}}} */
      { page, site, browserName, contextOptions },
      /** @type {(deck: Deck) => Promise<void>} */ use,
    ) => {
      const deck = new Deck(page, site);
      await deck.listen();
      if (browserName === 'firefox' && contextOptions.reducedMotion === 'reduce') await deck.still();
      await use(deck);
      if (!deck.troubled) expect(await deck.complaints()).toEqual([]);
    },
  }),
);

export { expect };
