// What the build does for pages that are not on our host: styles under the tags, the single file, the preview of a link.
import { describe, expect, it } from 'vitest';
import { namingTags } from '../../web/tooling/any-figure.js';
import { plainStyles, withoutHosted } from '../../web/tooling/hosted-only.js';
import { previewTags } from '../../web/tooling/link-preview.js';
import { scopeStyles } from '../../web/tooling/scoped-styles.js';

const scoped = (/** @type {string} */ css) => scopeStyles(css, ['hash-ring', 'key-router']);
const figure = ':is(hash-ring,key-router)';

describe('styles under the tags', () => {
  it('reach nothing outside a figure', () => {
    expect(scoped('*,p,.cap{margin:0}')).toBe(`${figure} *,${figure} p,${figure} .cap{margin:0}`);
    expect(scoped(':root,.day{--ink:black}')).toBe(`${figure},${figure}.day{--ink:black}`);
    expect(scoped('[data-theme="night"]{--ink:white}')).toBe(`${figure}[data-theme="night"]{--ink:white}`);
  });

  it('name every tag of the table where they say any-figure', () => {
    const named = namingTags('any-figure>*,.x any-figure p{margin:0}.any-figures{margin:0}', [
      'hash-ring',
      'key-router',
    ]);
    expect(named).toBe(`${figure}>*,.x ${figure} p{margin:0}.any-figures{margin:0}`);
    expect(scoped(named)).toContain(`${figure}>*,${figure} .x ${figure} p{`);
  });

  it('leave out what only a deck has', () => {
    expect(scoped('html{color:red}body{margin:0}.stage .cap{left:0}.slides>section{order:1}')).toBe('');
    expect(scoped('html:not(.stage) body,.reveal .x{margin:0}')).toBe('');
    expect(scoped('.body-text,.htmlish{margin:0}')).toBe(`${figure} .body-text,${figure} .htmlish{margin:0}`);
  });

  it('keep what is under a tag already, and look into conditions', () => {
    expect(scoped('hash-ring .arcs path{fill:none}')).toBe('hash-ring .arcs path{fill:none}');
    expect(scoped('@media print{.tools{display:none}html{color:red}}')).toBe(
      `@media print{${figure} .tools{display:none}}`,
    );
    expect(scoped('@media print{html{color:red}}')).toBe('');
    expect(scoped('@keyframes key-router-run{from{opacity:0}}')).toBe(
      '@keyframes key-router-run{from{opacity:0}}',
    );
  });
});

describe('pages with and without a host', () => {
  it('the single file offers nothing that lies beside a hosted page', () => {
    const page =
      '<main><p>one</p> <p class="take" data-hosted>get <a href="./x">it</a></p><p>two <span data-hosted>or <a href="y">y</a> </span>three</p></main>';
    expect(withoutHosted(page)).toBe('<main><p>one</p> <p>two three</p></main>');
  });

  it('a hosted page’s style sheet may be read from disk', () => {
    expect(plainStyles('<link rel="stylesheet" crossorigin href="./a.css">')).toBe(
      '<link rel="stylesheet" href="./a.css">',
    );
  });
});

describe('the preview of a link', () => {
  const page =
    '<html><head><title>Ring</title><meta name="description" content="A circle of points" /></head></html>';

  it('says the page’s own title and description, and a picture only where its address is known', () => {
    const said = previewTags(page).map(({ attrs }) => `${attrs?.property ?? attrs?.name}=${attrs?.content}`);
    expect(said).toEqual([
      'og:type=website',
      'og:title=Ring',
      'og:description=A circle of points',
      'twitter:card=summary',
    ]);
    const shown = previewTags(page, 'https://example.org/ring.png').map(({ attrs }) => attrs?.content);
    expect(shown).toContain('https://example.org/ring.png');
    expect(shown).toContain('summary_large_image');
  });

  it('refuses an address that nobody else could fetch, and a page without words', () => {
    expect(() => previewTags(page, './ring.png')).toThrow('absolute');
    expect(() => previewTags('<html><head></head></html>')).toThrow('title');
  });
});
