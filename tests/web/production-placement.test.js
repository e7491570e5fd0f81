// Slide 13: the presets are Envoy's rules, and what another host costs is counted, not believed.
import { describe, expect, test } from 'vitest';
import { loadEngine } from '../../web/engine/node.js';
import { Experiment } from '../../web/experiment/experiment.js';
import { drawStill } from '../../web/tooling/stills.js';
import {
  hostName,
  PLACES,
  PRESETS,
  productionModel as model,
} from '../../web/widgets/production-placement/model.js';
import { productionSentence } from '../../web/widgets/production-placement/view.js';

const engine = await loadEngine();
const state = (/** @type {any} */ raw) => model.start(engine, /** @type {any} */ (model.scene(raw)));

describe('slide 13: Envoy', () => {
  test('its ring is XXH64 of host_i: a ring of such positions answers alike', () => {
    const hosts = 5;
    const points = 205; // 1,024 over five hosts, rounded up
    const servers = Array.from({ length: hosts }, (_, i) => ({
      name: hostName(i),
      positions: [
        .../** @type {BigUint64Array} */ (engine.hashes({ prefix: `${hostName(i)}_`, count: points })),
      ],
    }));
    const ring = /** @type {any} */ (engine.ring({ servers }));
    const { owners, size, owner } = state({ hosts, preset: 'envoy-ring', key: 'user:9' });
    expect(size).toBe(hosts * points);
    expect(hostName(Number(owner))).toBe(ring.owner('user:9'));
    owners.forEach((host, i) => {
      expect(hostName(host)).toBe(ring.ownerOfHash((BigInt(i) << 64n) / BigInt(PLACES)));
    });
    ring.delete();
  });

  test('Maglev’s table is even to an entry, and another host moves few keys between those that stay', () => {
    const { size, change } = state({ hosts: 6, before: 5, preset: 'envoy-maglev' });
    expect(size).toBe(65_537);
    const { keys, moved, elsewhere } = /** @type {any} */ (change);
    expect(moved / keys).toBeGreaterThan(1 / 6 - 0.02);
    expect(elsewhere).toBeGreaterThan(0); // what Maglev does not promise
    expect(elsewhere / keys).toBeLessThan(0.02);
  });

  test('a ring that keeps its size gives each host fewer points: keys move between hosts that stay', () => {
    const { change } = state({ hosts: 6, before: 5, preset: 'envoy-ring' });
    expect(/** @type {any} */ (change).elsewhere).toBeGreaterThan(0);
  });
});

describe('slide 13: the experiment', () => {
  test('stepped back and forward it is the same, in words too', async () => {
    const experiment = new Experiment({ tag: 'production-placement', model, scene: model.scene({}) });
    await experiment.begin(engine);
    const said = [productionSentence(experiment.state)];
    const commands = [
      { do: 'set-hosts', hosts: 6 },
      { do: 'load-preset', preset: 'envoy-maglev' },
      { do: 'set-key', key: 'é🦊' },
      { do: 'set-hosts', hosts: 2 },
    ];
    for (const command of commands) {
      expect((await experiment.apply(command))[0].refused).toBeUndefined();
      said.push(productionSentence(experiment.state));
    }
    for (const n of [3, 0, 2, 4, 1]) {
      await experiment.seek(n);
      expect(productionSentence(experiment.state)).toBe(said[n]);
    }
    expect(said[1]).toMatch(
      /^Envoy ring hash with 6 hosts: 1,026 points\. user:123 goes to 10\.0\.0\.\d:8080\. From 5 hosts/,
    );
  });

  test('R02, T01: what is none is refused', () => {
    expect(model.check({ do: 'load-preset', preset: 'nginx' })).toBe('mode-unknown');
    expect(model.check({ do: 'set-hosts', hosts: 9 })).toBe('servers-out-of-range');
    expect(model.check({ do: 'set-hosts', hosts: 2.5 })).toBe('servers-out-of-range');
    expect(model.check({ do: 'set-key', key: 7 })).toBe('key-not-text');
    expect(model.check({ do: 'set-key', key: 'x'.repeat(1025) })).toBe('text-too-long');
    expect(model.scene({ hosts: 3, before: 1 })).toBe(null);
    expect(state({ key: '' }).owner).not.toBe(null); // the empty key is a key
  });

  test('the dashes of the drawn ring go once round', async () => {
    const still = await drawStill('who-uses-this', { attributes: { hosts: '5' } });
    const dashes = still.match(new RegExp(`pathLength="${PLACES}" stroke-dasharray="[^"]*"`, 'g')) ?? [];
    expect(dashes.length).toBe(5);
    let drawn = 0;
    for (const dash of dashes) {
      const lengths = dash.split('dasharray=')[1].match(/\d+/g)?.map(Number) ?? [];
      expect(lengths.reduce((sum, length) => sum + length, 0)).toBe(PLACES);
      drawn += lengths.filter((_, i) => i % 2 === 0).reduce((sum, length) => sum + length, 0);
    }
    expect(drawn).toBe(PLACES);
    expect(PRESETS.map(({ id }) => id)).toEqual(['envoy-ring', 'envoy-maglev']);
  });
});
