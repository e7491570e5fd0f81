// The journeys a viewer makes, in WebKit: from a host with the shipped policy under a sub-path, and from disk.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { By, Key } from 'selenium-webdriver';
import { root } from '../tools/processes.mjs';

/** @typedef {import('../tools/webkit.mjs').Tools} Tools */
/** @typedef {import('selenium-webdriver').WebDriver} Browser */

/** Opens an address anew, even where only its hash differs, and waits for the deck. @param {Tools} tools @param {string} address @param {Browser} [browser] */
async function open({ browser: first, until }, address, browser = first) {
  await browser.get('about:blank');
  await browser.get(address);
  await until(
    () => browser.executeScript('return document.documentElement.dataset.ready'),
    (ready) => ready === 'true',
  );
}

/** @param {Tools} tools */
const deckOf = ({ site }) => `${site.url}episode6_revealjs.html`;

/** A figure by the id of its slide: scene, log, cursor, words. @param {Browser} browser @param {string} id @returns {Promise<any>} */
const told = (browser, id) =>
  browser.executeScript(
    `const figure = document.querySelector('#' + arguments[0] + ' [data-figure]');
     const { scene, log, cursor } = figure.experiment;
     return { scene, log, cursor, state: figure.dataset.state, at: figure.experiment.toAddress(), words: figure.querySelector('[role=status]')?.textContent.trim() ?? '' };`,
    id,
  );

/** A machine with other work to do is slow, not wrong. @param {Tools} tools @param {string} id @param {(figure: any) => boolean} good @param {Browser} [browser] */
const untilTold = ({ browser: first, until }, id, good, browser = first) =>
  until(() => told(browser, id), good, 30_000);

/** @param {any} figure */
const alive = ({ state, words }) => ['ready', 'running', 'done'].includes(state) && /\w/.test(words);

/** A promise of the page, waited for. @param {Browser} browser @param {string} code an expression @returns {Promise<any>} */
const awaited = (browser, code) =>
  browser.executeAsyncScript(
    `const done = arguments[arguments.length - 1]; Promise.resolve(${code}).then(done, (error) => done({ error: String(error) }));`,
  );

/** @param {Browser} browser @param {string} id @param {string} name of the button */
const press = async (browser, id, name) =>
  (await browser.findElement(By.css(`#${id} [data-figure] button[aria-label="${name}"]`))).click();

/** @type {Record<string, (tools: Tools) => Promise<void>>} */
export const cases = {
  'hosted under a sub-path with the policy, the deck loads, asks for nothing in vain, and an arrow turns the page':
    async (tools) => {
      await open(tools, `${deckOf(tools)}#/title`);
      assert.equal(
        await tools.browser.executeScript("return document.querySelectorAll('.slides > section').length"),
        21,
      );
      await tools.browser.actions().sendKeys(Key.ARROW_RIGHT).perform();
      await tools.until(
        () => tools.browser.executeScript('return location.hash'),
        (hash) => hash === '#/scene',
      );
      assert.deepEqual(tools.site.misses, []);
    },

  'from disk as one file, the deck loads, the ring is live, and an arrow turns the page': async (tools) => {
    await open(tools, `${tools.single}?still=start#/the-ring`);
    await untilTold(tools, 'the-ring', alive);
    await tools.browser.actions().sendKeys(Key.PAGE_DOWN, Key.PAGE_DOWN).perform();
    await tools.until(
      () => tools.browser.executeScript("return document.querySelector('.slides > .present').id"),
      (id) => id === 'add-a-server',
    );
  },

  'hosted, the ring is live: its script plays to the end and the words say whose the key is': async (
    tools,
  ) => {
    await open(tools, `${deckOf(tools)}#/the-ring`);
    const { words } = await untilTold(
      tools,
      'the-ring',
      (figure) => figure.state === 'done' && /105/.test(figure.words),
    );
    assert.match(words, /belongs to B/);
  },

  'same seed, same timeline: the night of 3:47 has the digest that native gave': async (tools) => {
    const vectors = JSON.parse(readFileSync(join(root, 'tests/vectors/outage.json'), 'utf8'));
    const story = vectors.runs.find((/** @type {any} */ run) => Object.keys(run.scene).length === 0);
    await open(tools, `${deckOf(tools)}?still=end#/death-spiral`);
    await untilTold(tools, 'death-spiral', ({ cursor, log }) => log.length > 0 && cursor === log.length);
    const digest = "return document.querySelector('#death-spiral [data-figure]').experiment.state.run.digest";
    assert.equal(await tools.browser.executeScript(digest), story.digest);
  },

  'a control: unlocked, one more server joins': async (tools) => {
    await open(tools, `${deckOf(tools)}?still=end#/add-a-server`);
    await untilTold(tools, 'add-a-server', ({ cursor, state }) => cursor === 1 && state === 'done');
    await (await tools.browser.findElement(By.css('#add-a-server .unlock'))).click();
    await untilTold(tools, 'add-a-server', ({ log }) => log.at(-1).do === 'set-hash');
    await press(tools.browser, 'add-a-server', 'Add server');
    const { log } = await untilTold(tools, 'add-a-server', ({ cursor }) => cursor === 3);
    assert.deepEqual(log.at(-1), { do: 'add-server', server: 'server-D' });
  },

  'a typed key walks to its owner, and no letter of it is a shortcut': async (tools) => {
    await open(tools, `${deckOf(tools)}?still=start#/the-ring`);
    await untilTold(tools, 'the-ring', alive);
    await (await tools.browser.findElement(By.css('#the-ring .tools input'))).sendKeys('200 snob');
    const { words } = await untilTold(
      tools,
      'the-ring',
      (figure) => figure.log.at(-1)?.key === '200 snob' && /snob/.test(figure.words),
    );
    assert.match(words, /belongs to A/);
    assert.equal(await tools.browser.executeScript('return location.hash.split("/")[1]'), 'the-ring');
    assert.equal((await tools.browser.getAllWindowHandles()).length, 1);
  },

  'a step back shows the state before, and a step the state after': async (tools) => {
    await open(tools, `${deckOf(tools)}?still=end#/add-a-server`);
    const after = await untilTold(
      tools,
      'add-a-server',
      ({ cursor, state, words }) => cursor === 1 && state === 'done' && /20.83/.test(words),
    );
    await press(tools.browser, 'add-a-server', 'Step back');
    await untilTold(tools, 'add-a-server', ({ cursor, words }) => cursor === 0 && !/20.83/.test(words));
    await press(tools.browser, 'add-a-server', 'Step');
    const again = await untilTold(
      tools,
      'add-a-server',
      ({ cursor, words }) => cursor === 1 && /20.83/.test(words),
    );
    assert.equal(again.words, after.words);
  },

  'slides 10 to 21 told to their end, stepped back and on again: the same words': async (tools) => {
    const from = ['pseudocode', 'python', 'virtual-nodes', 'who-uses-this', 'hierarchy', 'promotion'];
    const ids = [
      ...from,
      'tiers-pseudocode',
      'everywhere',
      'invalidation',
      'strategies',
      'season',
      'closing',
    ];
    for (const id of ids) {
      await open(tools, `${deckOf(tools)}?still=end#/${id}`);
      const { browser, until } = tools;
      await until(
        () => browser.executeScript(`return !!document.querySelector('#${id} [data-figure]').experiment`),
        (here) => here === true,
      );
      const end = await untilTold(
        tools,
        id,
        (figure) => figure.state === 'done' && alive(figure) && figure.cursor === figure.log.length,
      );
      await press(browser, id, 'Step back');
      await untilTold(tools, id, ({ cursor }) => cursor === end.cursor - 1);
      await press(browser, id, 'Step');
      await untilTold(tools, id, ({ cursor, words }) => cursor === end.cursor && words === end.words);
    }
  },

  'the tournament and the bench: entered by their buttons, the table sorts, a step back takes it all back':
    async (tools) => {
      const { browser } = tools;
      await open(tools, `${tools.site.url}demos.html?still=start#/tournament`);
      // A figure that comes alive above may move the page under the pointer: first they all do.
      await tools.until(
        () =>
          browser.executeScript(
            "return [...document.querySelectorAll('[data-figure]')].filter((figure) => !/ready|done/.test(figure.dataset.state)).map((figure) => figure.localName)",
          ),
        (waiting) => /** @type {string[]} */ (waiting).length === 0,
        30_000,
      );
      await untilTold(tools, 'tournament', alive);
      await awaited(
        browser,
        "document.querySelector('#tournament [data-figure]').experiment.apply({ do: 'set-keys', keys: 20000 })",
      );
      for (const name of ['Modulo', 'Rendezvous']) {
        await (await browser.findElement(By.xpath(`//*[@id="tournament"]//button[.="${name}"]`))).click();
        await untilTold(tools, 'tournament', ({ words }) => words.includes(`${name}: one server more moves`));
      }
      const head = await browser.findElement(By.css('#tournament thead th:nth-child(4)'));
      await (await head.findElement(By.css('button'))).click();
      await tools.until(
        () => head.getAttribute('aria-sort'),
        (order) => order === 'ascending',
      );
      const first = await browser.findElement(By.css('#tournament tbody th'));
      assert.equal(await first.getText(), 'Rendezvous');
      await press(browser, 'tournament', 'Step back');
      await untilTold(tools, 'tournament', ({ cursor }) => cursor === 3);
      assert.equal(await head.getAttribute('aria-sort'), 'none');

      await awaited(
        browser,
        "document.querySelector('#policy-bench [data-figure]').experiment.apply({ do: 'set-draws', objects: 3000, requests: 30000 })",
      );
      for (const name of ['SIEVE', 'LRU']) {
        await (await browser.findElement(By.xpath(`//*[@id="policy-bench"]//button[.="${name}"]`))).click();
        await untilTold(tools, 'policy-bench', ({ words }) => words.includes(`${name} misses`));
      }
      await press(browser, 'policy-bench', 'Step back');
      await untilTold(tools, 'policy-bench', ({ words }) => !words.includes('LRU misses'));
      assert.equal((await browser.findElements(By.css('#policy-bench .curve'))).length, 1);
    },

  'a shared address opens the figure in that very state': async (tools) => {
    await open(tools, `${deckOf(tools)}?still=start#/add-a-server`);
    await awaited(
      tools.browser,
      "document.querySelector('#add-a-server [data-figure]').experiment.apply({ do: 'add-server', server: '10 Z' })",
    );
    const { at, scene, log, cursor } = await untilTold(
      tools,
      'add-a-server',
      (figure) => figure.cursor === 1,
    );
    await open(tools, `${deckOf(tools)}?at=${at}#/add-a-server`);
    const opened = await untilTold(tools, 'add-a-server', (figure) => figure.state === 'done');
    assert.deepEqual([opened.scene, opened.log, opened.cursor], [scene, log, cursor]);
  },

  'a worker counts a million keys, and its answer is the page’s own': async (tools) => {
    for (const address of [deckOf(tools), tools.single]) {
      await open(tools, `${address}#/the-ring`); // where nobody near has work for workers
      await tools.until(
        () =>
          tools.browser.executeScript(
            "return !!document.querySelector('#the-ring [data-figure]').experiment?.awake",
          ),
        (awake) => awake === true,
      );
      const [counted, own, started] = await awaited(
        tools.browser,
        `(async () => {
          const engine = await document.querySelector('#the-ring [data-figure]').constructor.loadEngine();
          const { Worker } = window;
          let started = 0;
          window.Worker = class extends Worker { constructor(...how) { super(...how); started += 1; } };
          const keys = { prefix: 'user:', from: 0, count: 1000000 };
          const counted = await engine.run({ do: 'remap', before: 100, after: 101, keys });
          window.Worker = Worker;
          return [counted.moved, engine.remapModuloCount(100, 101, keys).moved, started];
        })()`,
      );
      assert.equal(started, 1, 'the work was done in a worker');
      assert.equal(counted, own);
      assert.ok(counted > 980_000);
    }
  },

  '21 slides, forwards and back, and nothing reaches the console as an error': async (tools) => {
    const folder = mkdtempSync(join(tmpdir(), 'listening-'));
    const listening = `<script>window.heard = [];
      for (const kind of ['error', 'unhandledrejection']) addEventListener(kind, (event) => heard.push(kind + ': ' + (event.message ?? event.reason)), true);
      const { error } = console; console.error = (...said) => { heard.push(said.join(' ')); error(...said); };</script>`;
    const page = readFileSync(join(root, 'dist/episode6_single.html'), 'utf8').replace(
      '<head>',
      () => `<head>${listening}`,
    );
    writeFileSync(join(folder, 'talk.html'), page);
    await open(tools, `${pathToFileURL(join(folder, 'talk.html')).href}#/title`);
    const walked = await awaited(
      tools.browser,
      `(async () => {
        const ids = [...document.querySelectorAll('.slides > section')].map(({ id }) => id);
        const seen = [];
        for (const id of [...ids, ...ids.toReversed()]) {
          // reveal.js writes the address a while after a change, and may so undo the next one: then it is said again
          for (let times = 0; times < 20 && document.querySelector('.slides > .present').id !== id; times++) {
            location.hash = '#/' + id;
            await new Promise((shown) => setTimeout(shown, 120));
          }
          seen.push(document.querySelector('.slides > .present').id === id);
        }
        return { seen, heard, states: [...document.querySelectorAll('[data-figure]')].map((figure) => figure.dataset.state) };
      })()`,
    );
    assert.equal(walked.seen?.length, 42, JSON.stringify(walked));
    assert.ok(walked.seen.every(Boolean));
    assert.ok(!walked.states.includes('failed'));
    assert.deepEqual(walked.heard, []);
    rmSync(folder, { recursive: true });
  },

  'A03: with reduced motion each step is there at once': async (tools) => {
    const home = mkdtempSync(join(tmpdir(), 'still-'));
    mkdirSync(join(home, 'gtk-3.0'));
    writeFileSync(join(home, 'gtk-3.0/settings.ini'), '[Settings]\ngtk-enable-animations=0\n');
    const calm = await tools.another({ XDG_CONFIG_HOME: home });
    await open(tools, `${deckOf(tools)}?still=start#/add-a-server`, calm);
    assert.equal(
      await calm.executeScript("return matchMedia('(prefers-reduced-motion: reduce)').matches"),
      true,
    );
    await untilTold(tools, 'add-a-server', alive, calm);
    const frames = await awaited(
      calm,
      `(async () => {
        const figure = document.querySelector('#add-a-server [data-figure]');
        await figure.experiment.seek(1);
        await figure.updateComplete;
        const first = figure.querySelector('.panel').innerHTML;
        await new Promise((later) => setTimeout(later, 900));
        return [first, figure.querySelector('.panel').innerHTML];
      })()`,
    );
    assert.equal(frames[0], frames[1]);
    rmSync(home, { recursive: true });
  },

  'P01: the print view has 21 pages and none is empty': async (tools) => {
    await open(tools, `${deckOf(tools)}?print-pdf`);
    const ask = `return [...document.querySelectorAll('.pdf-page')].map((page) => ({
        id: page.querySelector('section').id,
        words: page.textContent.trim().length,
        drawn: [...page.querySelectorAll('svg, pre, table')].reduce((sum, { clientWidth, clientHeight }) => sum + clientWidth * clientHeight, 0) > 30000,
      }))`;
    /** @param {any} page */
    const empty = ({ words, drawn }) => words < 30 || !drawn;
    /** @type {any} */
    const pages = await tools.until(
      () => tools.browser.executeScript(ask),
      (/** @type {any} */ all) => all.length > 0 && !all.some(empty),
    );
    assert.equal(pages.length, 21);
  },

  'three lines on a page from disk show a live ring': async (tools) => {
    const folder = mkdtempSync(join(tmpdir(), 'pasted-'));
    const script = pathToFileURL(join(root, 'dist/edgecache.js')).href;
    writeFileSync(
      join(folder, 'page.html'),
      `<!doctype html><meta charset="utf-8">\n<script src="${script}" defer></script>\n<hash-ring vnodes="3"></hash-ring>`,
    );
    await tools.browser.get(pathToFileURL(join(folder, 'page.html')).href);
    await tools.until(
      () =>
        tools.browser.executeScript(
          "return [document.querySelector('hash-ring').dataset.state, document.querySelectorAll('hash-ring [data-letter]').length]",
        ),
      (/** @type {any} */ [state, marks]) => state === 'ready' && marks >= 3,
    );
    rmSync(folder, { recursive: true });
  },
};
