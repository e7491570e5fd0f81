// What the build does to a page: coloured code, edits that touch nothing else, the policy, the measured stand-in fonts.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import subsetFont from 'subset-font';
import { afterAll, describe, expect, it } from 'vitest';
import { colourPage, colouredLines, cutMarked } from '../../web/tooling/coloured-code.js';
import { averageWidth, verticalMetrics } from '../../web/tooling/font-metrics.js';
import { findElements, replaceContents } from '../../web/tooling/html-edit.js';
import { withoutNotes } from '../../web/tooling/notes-apart.js';
import { headersFile, policy } from '../../web/tooling/policy.js';
import { compact } from '../../web/tooling/stills.js';
import { withoutUnused } from '../../web/tooling/unused-styles.js';

const folder = mkdtempSync(join(tmpdir(), 'pages-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What a reader sees of marked-up code. @param {string} html */
const shown = (html) =>
  html
    .replace(/<[^>]+>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

describe('coloured code', () => {
  const python = 'def owner(self, key):\n    """a < b & c"""\n    return self.ring[0]  # wraps';

  it('keeps every character and makes every line an element', async () => {
    const html = await colouredLines(python, 'python');
    expect(shown(html)).toBe(python);
    expect(html.match(/<span class="line">/g)).toHaveLength(3);
  });

  it('names what a word is and leaves its ink to the theme', async () => {
    const html = await colouredLines(python, 'python');
    expect(html).toContain('<span class="code-keyword">def</span>');
    expect(html).toContain('<span class="code-comment"># wraps</span>');
    expect(html).not.toContain('style=');
  });

  it('shows the marked lines of a source and nothing around them', async () => {
    writeFileSync(
      join(folder, 'ring.py'),
      'import os\n# [owner]\ndef owner():\n    pass\n# [/owner]\nos.exit()\n',
    );
    const page = '<p>before</p><code-block data-lang="python" src="ring.py#owner"></code-block><p>after</p>';
    const html = await colourPage(page, join(folder, 'deck.html'));
    expect(shown(html)).toBe('beforedef owner():\n    passafter');
  });

  it('takes the margin of the page off code that is written in it', async () => {
    const html = await colourPage(
      '<pre data-lang="text">\n    if a &lt; b\n      stop\n  </pre>',
      'deck.html',
    );
    expect(shown(html)).toBe('if a < b\n  stop');
  });

  it('fails on a source, a marker or a language that is not there', async () => {
    const missing = '<code-block data-lang="python" src="none.py"></code-block>';
    await expect(colourPage(missing, join(folder, 'deck.html'))).rejects.toThrow('none.py');
    expect(() => cutMarked('# [a]\n', 'a')).toThrow('[/a]');
    await expect(colouredLines('x', 'cobol')).rejects.toThrow('cobol');
  });
});

describe('edits of a page', () => {
  it('change the insides of the wanted elements and no other character', () => {
    const page = '<!doctype html>\n<P  id=x>one</P><!-- <p id="y"> -->\n<p ID="y">two</p >  ';
    const found = findElements(page, ({ name, attributes }) => name === 'p' && attributes.id === 'y');
    expect(found.map(({ content }) => content)).toEqual(['two']);
    const edited = replaceContents(page, [
      { inside: found[0]?.inside ?? { start: 0, end: 0 }, content: '2' },
    ]);
    expect(edited).toBe(page.replace('two', '2'));
  });

  it('take lit’s marks out of a still and keep the spaces between words', () => {
    const still =
      '<!--lit-part abc=-->\n  <svg>\n    <text>a <tspan>b</tspan> <tspan>c</tspan></text><?>\n  </svg><!--/lit-part-->';
    expect(compact(still)).toBe('<svg><text>a <tspan>b</tspan> <tspan>c</tspan></text></svg>');
  });
});

describe('styles that are left out', () => {
  const reveal = readFileSync(createRequire(import.meta.url).resolve('reveal.js/reveal.css'), 'utf8');

  it('take with them what the deck switches off, and three quarters of the file', () => {
    const kept = withoutUnused(reveal);
    expect(kept).not.toMatch(/convex|navigate-left|hljs|auto-animate/);
    expect(kept.length).toBeLessThan(reveal.length / 3);
  });

  it('leave slides, steps, the overview, the pause and print', () => {
    const kept = withoutUnused(reveal);
    for (const rule of [
      '.reveal .slides>section.present',
      '.reveal .fragment.visible{',
      '.reveal.overview .slides section{',
      '.reveal.paused .pause-overlay{',
      'html.reveal-print .reveal .slides .pdf-page{',
      '.reveal .jump-to-slide{',
    ]) {
      expect(kept).toContain(rule);
    }
  });

  it('leave every other style sheet as it is', () => {
    const ours =
      '@import "a.css";@media (width<=435px){.story b,.ctl-play:is(.a,.b){content:"{,}";color:red}}.x{y:z}';
    expect(withoutUnused(ours)).toBe(ours);
  });
});

describe('notes that travel apart', () => {
  const page =
    '<section id="a"><p>one</p>\n  <aside class="notes">Say <b>hello</b></aside>\n</section><section id="b"><p>two</p></section>';

  it('leave the page and name the slide they belong to', () => {
    const { html, notes } = withoutNotes(page);
    expect(html).toBe('<section id="a"><p>one</p>\n</section><section id="b"><p>two</p></section>');
    expect(notes).toContain('<aside class="notes" data-of="a">Say <b>hello</b></aside>');
    expect(withoutNotes(html)).toEqual({ html, notes: '' });
  });
});

describe('the policy', () => {
  it('S06: allows no inline script but the speaker window’s, and no eval', () => {
    const script = policy()
      .split('; ')
      .find((rule) => rule.startsWith('script-src'));
    expect(script).toMatch(/^script-src 'self' 'wasm-unsafe-eval' 'sha256-[A-Za-z0-9+/]{43}='$/);
  });

  it('lets nothing out of the origin', () => {
    expect(policy()).toContain("default-src 'none'");
    expect(policy()).not.toMatch(/https?:|\*\./);
  });

  it('reaches every page by header, and never the single file, whose script is inline', () => {
    const rules = headersFile().split('\n\n');
    const governed = rules
      .filter((rule) => rule.includes('Content-Security-Policy'))
      .map((rule) => rule.split('\n')[0]);
    expect(governed).toEqual(
      expect.arrayContaining(['/', '/index.html', '/episode6_revealjs.html', '/demos.html']),
    );
    expect(governed).not.toContain('/*');
    expect(governed).not.toContain('/episode6_single.html');
  });

  it('S05: may be framed by anybody, which only a header can say', () => {
    expect(headersFile()).toContain('frame-ancestors *');
    expect(policy({ inMeta: true })).not.toContain('frame-ancestors');
  });
});

describe('the stand-in fonts', () => {
  const inter = readFileSync(
    createRequire(import.meta.url).resolve('@fontsource-variable/inter/files/inter-latin-wght-normal.woff2'),
  );

  it('are measured in em: Inter is wider than Arial, by about a fifteenth', async () => {
    const font = await subsetFont(inter, 'abcdefghijklmnopqrstuvwxyz ', {
      targetFormat: 'sfnt',
      variationAxes: { wght: 400 },
    });
    const arial = {
      space: 278,
      letters:
        '556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 278 556 500 722 500 500 500',
    };
    expect(averageWidth(font) / averageWidth(arial)).toBeCloseTo(1.07, 1);
    expect(verticalMetrics(font).ascent).toBeCloseTo(0.96875, 4); // as the font's own metrics say: 1984 of 2048
  });
});
