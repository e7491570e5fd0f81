// @vitest-environment happy-dom
// @ts-nocheck: a figure is its place in the page and an address here
// What "Copy link" names: our sections where the page is ours, the figure's own id on a page that is somebody else's.
import { afterEach, expect, test } from 'vitest';
import { linkTo } from '../../web/experiment/copy-link.js';

afterEach(() => {
  document.body.replaceChildren();
  history.replaceState(null, '', '/');
});

/** The link of the figure in this markup, opened at this address. */
function linkFrom(markup, address) {
  document.body.innerHTML = markup;
  history.replaceState(null, '', address);
  const figure = document.querySelector('a-figure');
  figure.experiment = { toAddress: () => '1.abc' };
  const url = new URL(linkTo(figure));
  return url.pathname + url.search + url.hash;
}

test.each([
  ['<div data-paced><section id="the-ring"><a-figure></a-figure></section></div>', 'the talk'],
  [
    '<main data-sections><section id="the-ring"><a-figure></a-figure></section></main>',
    'the page of figures',
  ],
])('%s: the section is named, the look stays, how the viewer came here does not', (markup) => {
  expect(linkFrom(markup, '/deck/?autoplay&theme=night&follow&at=1.old#/title')).toBe(
    '/deck/?theme=night&at=1.abc#/the-ring',
  );
});

test('on a page elsewhere the link keeps the host’s query and names the figure, not the host’s section', () => {
  const markup = '<section id="lesson-4"><a-figure id="ring"></a-figure></section>';
  expect(linkFrom(markup, '/course?unit=4&view=all&at=1.old#top')).toBe(
    '/course?unit=4&view=all&at=1.abc#ring',
  );
});

test('a figure without an id leaves the host’s hash alone', () => {
  expect(linkFrom('<section id="lesson-4"><a-figure></a-figure></section>', '/course?unit=4#top')).toBe(
    '/course?unit=4&at=1.abc#top',
  );
});

test('our two pages say that their sections are ours', async () => {
  const { readFile } = await import('node:fs/promises');
  for (const page of ['episode6_revealjs', 'demos']) {
    document.body.innerHTML = (await readFile(`slides/${page}.html`, 'utf8')).replace(
      /^[\s\S]*<body>|<\/body>[\s\S]*$/g,
      '',
    );
    for (const figure of document.querySelectorAll('hash-ring, key-router')) {
      figure.experiment = { toAddress: () => '1.abc' };
      expect(linkTo(figure)).toContain(`#/${figure.closest('section').id}`);
    }
    expect(document.querySelectorAll('hash-ring').length).toBeGreaterThan(2);
  }
});
