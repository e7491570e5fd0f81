// Knowledge points one way. The map is in layering.js; here the sources are held to it, and the reader of the map is held to
// examples that break it, so that a reader that sees nothing cannot pass.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { breaches, importsOf } from './layering.js';

const root = join(import.meta.dirname, '..', '..');

function sources() {
  return ['web', 'slides', 'cpp'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(js|mjs|css|html|[ch]pp)$/.test(name))
      .map((name) => ({ path: `${folder}/${name}`, text: readFileSync(join(root, folder, name), 'utf8') })),
  );
}

describe('the house', () => {
  it('keeps knowledge pointing one way in every file', () => {
    const files = sources();
    expect(files.length).toBeGreaterThan(20);
    expect(breaches(files)).toEqual([]);
  });

  it('sees the imports that are there: the deck knows reveal.js, the engine its module', () => {
    const all = sources().flatMap(({ path, text }) => importsOf(path, text).map((name) => `${path} ${name}`));
    expect(all.some((line) => /^web\/deck\/\S+ reveal\.js$/.test(line))).toBe(true);
    expect(all.some((line) => /^web\/engine\/\S+ #glue$/.test(line))).toBe(true);
  });
});

describe('the reader of the map', () => {
  const widgets = ['hash-ring', 'key-router'].map((tag) => ({
    path: `web/widgets/${tag}-element.js`,
    text: `customElements.define('${tag}', class extends HTMLElement {});`,
  }));

  it.each([
    ['web/widgets/hash-ring.js', "import { Router } from './key-router.js';", 'never knows another widget'],
    ['web/widgets/hash-ring/view.js', "import '../key-router/view.js';", 'never knows another widget'],
    ['web/widgets/shared/bet.js', "import '../hash-ring/view.js';", 'never knows another widget'],
    ['web/widgets/hash-ring.js', "import deck from 'reveal.js';", 'only web/deck knows reveal.js'],
    ['web/widgets/hash-ring.js', 'const deck = window.Reveal;', 'says Reveal'],
    ['web/widgets/hash-ring.js', "import '../deck/pacing.js';", 'may know engine'],
    ['web/engine/index.js', "import { tween } from '../motion/motion.js';", 'may know nobody'],
    ['web/experiment/experiment.js', "import { loadEngine } from '../engine/index.js';", 'may know motion'],
    ['web/experiment/experiment.js', "const m = await import('../widgets/hash-ring.js');", 'may know motion'],
    ['web/motion/clock.js', "export { a } from '../../slides/stills/title.js';", 'to its left'],
    ['web/theme/theme.css', "@import '../deck/deck.css';", 'may know nobody'],
    ['web/widgets/hash-ring.js', "import factory from '#glue';", 'only web/engine knows the module'],
    ['web/embed.js', "import './deck/main.js';", 'may know engine'],
    ['slides/stills/title.js', "import '../../web/deck/main.js';", 'no more'],
    ['web/deck/main.js', "import { serve } from '../../tests/tools/serve.mjs';", 'nothing but tests'],
    ['cpp/ring/hash_ring.cpp', '#include "sim/zipf.hpp"', 'cpp/ring may know nobody'],
    ['cpp/ring/hash_ring.cpp', '#include "../cache/lru_cache.hpp"', 'cpp/ring may know nobody'],
    ['cpp/sim/census.cpp', '#include "bindings/views.hpp"', 'cpp/sim may know ring, cache'],
  ])('names the offender (case %#, %s)', (path, text, why) => {
    const found = breaches([{ path, text }, ...widgets]);
    expect(found).toContainEqual(expect.stringContaining(why));
    expect(found[0]).toContain(path);
  });

  it.each([
    ['web/widgets/hash-ring.js', "import { marks } from './hash-ring/marks.js';"],
    ['web/widgets/hash-ring/view.js', "import { bet } from '../shared/bet.js';"],
    ['web/widgets/tags.js', "const row = () => import('./hash-ring.js');"],
    ['web/widgets/hash-ring.js', "import { loadEngine } from '../engine/index.js';"],
    ['web/widgets/hash-ring.js', "/** @type {import('./key-router.js').Router} */"],
    ['web/widgets/hash-ring.js', '// Reveal hides waiting slides.'],
    ['web/deck/main.js', "import Reveal from 'reveal.js';"],
    ['slides/episode6_revealjs.html', '<script type="module" src="../web/deck/main.js"></script>'],
    ['slides/stills/title.js', "import { ringMarks } from '../../web/widgets/hash-ring/marks.js';"],
    ['cpp/bindings/bindings.cpp', '#include "ring/hash_ring.hpp"'],
    ['cpp/ring/hash_ring.cpp', '#include "hash_ring.hpp"'],
  ])('lets pass what is allowed (case %#, %s)', (path, text) => {
    expect(breaches([{ path, text }, ...widgets])).toEqual([]);
  });
});
