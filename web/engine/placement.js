/**
 * A placement as plain data, {kind: 'maglev', servers: ['A', {name: 'B', weight: 2}], tableSize: 65537}, and the
 * handle that it describes.
 */
import { isRefused, refused } from './checks.js';
import { hashNumber } from './hashes.js';
import { asNumber, Placement } from './placement-handle.js';
import { encode } from './texts.js';

/**
 * @typedef {import('./edgecache.d.ts').PlacementSpec} PlacementSpec
 * @typedef {import('./edgecache.d.ts').Refused} Refused
 * @typedef {import('./edgecache.d.ts').Engine} Engine
 */

/** In the order of AnyPlacement in placement_views.hpp. */
export const PLACEMENT_KINDS = /** @type {const} */ ([
  'modulo',
  'jump',
  'ring',
  'rendezvous',
  'maglev',
  'bounded-load',
]);

/** Bytes of RulesView: three doubles, four words. */
const RULES_BYTES = 40;

/**
 * A new placement, the caller's to delete(), or the first refusal that its rules or its servers meet.
 * @param {Engine} engine
 * @param {PlacementSpec | unknown} spec
 * @returns {Placement | Refused}
 */
export function makePlacement(engine, spec) {
  if (typeof spec !== 'object' || spec === null) return refused('input-unreadable');
  const {
    kind,
    servers = [],
    hash = 'xxh64',
    separator = '-',
    tie = 'at-or-after',
    ...numbers
  } = /** @type {PlacementSpec} */ (spec);
  const { points = 100, tableSize = 65_537, factor = 1.25 } = numbers;
  const number = PLACEMENT_KINDS.indexOf(kind);
  const hashing = hashNumber(hash);
  if (number < 0 || hashing === null || (tie !== 'at-or-after' && tie !== 'after')) {
    return refused('mode-unknown');
  }
  const label = encode(separator);
  if (isRefused(label)) return label;
  if (!Array.isArray(servers)) return refused('input-unreadable');
  const inner = /** @type {import('./engine.js').Engine} */ (engine);
  const made = inner.ask((instance) => {
    const { memory, native, codes } = instance;
    const rules = memory.keep('rules', RULES_BYTES);
    memory.doubles(rules, 3).set([asNumber(points), asNumber(tableSize), asNumber(factor)]);
    memory.words(rules + 24, 4).set([number, hashing, tie === 'after' ? 1 : 0, label.length]);
    const why = memory.keep('why', 4);
    memory.words(why, 1)[0] = 0;
    const handle = new native.Placement(rules, memory.put('text', label), why);
    const code = memory.words(why, 1)[0];
    return code === 0
      ? new Placement(inner, instance, handle, { kind, hash: hashing })
      : refused(codes[code]);
  });
  if (isRefused(made)) return made;
  for (const server of servers) {
    const joined = made.add(server);
    if (joined === true) continue;
    made.delete();
    return joined;
  }
  return made;
}
