// Slides 14 to 18 and 20: every number in their words and drawings is the engine's, or arithmetic on the story's declared
// parameters, or counted from what is drawn. Here each is worked out a second time, another way.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { KEY, ownerOf, room, SERVERS, stretched, TIERS, time } from '../../slides/stills/tiers.js';
import { SYSTEMS } from '../../web/widgets/tier-scenes/systems.js';
import { loadEngine } from '../../web/engine/node.js';
import { drawStill } from '../../web/tooling/stills.js';

const page = readFileSync(new URL('../../slides/episode6_revealjs.html', import.meta.url), 'utf8');

/** The words of one section, its tags taken away. */
function words(/** @type {string} */ id) {
  const section = page.slice(page.indexOf(`<section id="${id}"`)).split('</section>')[0];
  return section
    .replace(/<\/?span\b[^>]*>/g, '') // a claim stands inside its sentence
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');
}
const plain = (/** @type {string} */ text) => text.replaceAll('\u00a0', ' ');
const drawn = async (/** @type {string} */ id) => plain((await drawStill(id)).replace(/<[^>]*>/g, ' '));

describe('slide 14: the hierarchy', () => {
  test('the headline is the latencies at one second to the nanosecond', () => {
    const [near, , far] = TIERS;
    expect(near.latencyNs).toBe(60 + 40);
    expect(far.latencyNs / (24 * 60 * 60)).toBeCloseTo(11.574, 3);
    expect(words('hierarchy')).toContain(
      `If ${plain(time(near.latencyNs))} took ${stretched(near.latencyNs)}, the network would take ${stretched(far.latencyNs)}.`,
    );
  });
  test('each tier has a hundred times the room of the one before, as the grid of 10 by 10 says', async () => {
    expect(TIERS.map((t) => t.capacityGb)).toEqual([10, 10 * 100, 10 * 100 * 100]);
    const text = await drawn('hierarchy');
    for (const tier of TIERS) {
      expect(text).toContain(plain(room(tier.capacityGb)));
      expect(words('hierarchy')).toContain(`${plain(room(tier.capacityGb))} `);
    }
  });
});

describe('slide 15: the server that has a key', () => {
  test('the server drawn is the first at or after the key, looked for without a ring', async () => {
    const engine = await loadEngine();
    const hex = (/** @type {string} */ text) => {
      const position = engine.position(text);
      if ('refused' in position) throw new Error(position.refused);
      return position.hex;
    };
    const clockwise = SERVERS.toSorted((a, b) => (hex(a) < hex(b) ? -1 : 1));
    const first = clockwise.find((server) => hex(server) >= hex(KEY)) ?? clockwise[0];
    expect(ownerOf(engine, KEY).name).toBe(first);
  });
});

describe('slides 17 and 18', () => {
  test('three systems of three caches, and no source among the caches', async () => {
    const caches = SYSTEMS.flatMap((system) => system.caches);
    for (const { source } of SYSTEMS) expect(caches).not.toContain(source);
    expect(await drawn('everywhere')).toContain(`${3 * 3} caches`);
    expect(caches).toHaveLength(3 * 3);
  });
});
