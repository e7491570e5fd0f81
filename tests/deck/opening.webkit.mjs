// The deck opens in WebKit: from a host with the shipped policy under a sub-path, and as one file from disk.
import assert from 'node:assert/strict';
import { Key } from 'selenium-webdriver';

/** @typedef {import('../tools/webkit.mjs').Tools} Tools */

/** @param {Tools} tools @param {string} address */
async function engineDraws({ browser, until }, address) {
  await browser.get(`${address}#/the-ring`);
  const state = await until(
    () =>
      browser.executeScript(
        "return document.querySelector('#the-ring hash-ring')?.dataset.state ?? 'absent'",
      ),
    (answer) => ['ready', 'running', 'done', 'failed'].includes(String(answer)),
  );
  assert.notEqual(state, 'failed');
  const said = await browser.executeScript(
    "return document.querySelector('#the-ring hash-ring [role=status]')?.textContent?.trim() ?? ''",
  );
  assert.match(String(said), /\w/, 'the figure says its result in words');
}

/** @param {Tools} tools @param {string} address */
async function arrowTurnsThePage({ browser, until }, address) {
  await browser.get(`${address}#/title`);
  await until(
    () => browser.executeScript('return document.documentElement.dataset.ready'),
    (answer) => answer === 'true',
  );
  await browser.actions().sendKeys(Key.ARROW_RIGHT).perform();
  await until(
    () => browser.executeScript('return location.hash'),
    (hash) => hash === '#/scene',
  );
}

/** @type {Record<string, (tools: Tools) => Promise<void>>} */
export const cases = {
  'hosted under a sub-path with the policy, the engine draws the ring': (tools) =>
    engineDraws(tools, `${tools.site.url}episode6_revealjs.html`),
  'hosted, an arrow turns the page': (tools) =>
    arrowTurnsThePage(tools, `${tools.site.url}episode6_revealjs.html`),
  'opened from disk as one file, the engine draws the ring': (tools) => engineDraws(tools, tools.single),
  'opened from disk as one file, an arrow turns the page': (tools) => arrowTurnsThePage(tools, tools.single),
};
