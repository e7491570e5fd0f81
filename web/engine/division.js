/**
 * The long division behind hash mod servers, exact: 64 bits by as many servers, as decimal digits to show.
 */
import { isRefused, MAX_COUNT, refused, wholeNumber } from './checks.js';
import { HASH_NUMBERS } from './ring-handle.js';
import { encode } from './texts.js';

/** Bytes of a Division in modulo.hpp. */
const DIVISION_BYTES = 16;
/** Bytes of a PositionView in position_views.hpp. */
const POSITION_BYTES = 16;

/**
 * @param {import('./engine.js').Engine} engine
 * @param {unknown} key
 * @param {unknown} servers
 * @returns {import('./edgecache.d.ts').Division | import('./edgecache.d.ts').Refused}
 */
export function divisionOfKey(engine, key, servers) {
  const bytes = encode(key);
  if (isRefused(bytes)) return bytes;
  const divisor = wholeNumber(servers, 1, MAX_COUNT);
  if (divisor === null) return refused('servers-out-of-range');
  return engine.ask(({ native, memory, defaultSeed }) => {
    const at = memory.put('text', bytes);
    const seed = memory.keep('seed', 8);
    memory.write64(seed, defaultSeed);
    const position = memory.keep('position', POSITION_BYTES);
    native.position(HASH_NUMBERS.xxh64, at, bytes.length, seed, position);
    const out = memory.keep('division', DIVISION_BYTES);
    native.moduloLong(position, divisor, out);
    const [dividend] = memory.wides(position, 1);
    const [quotient, remainder] = memory.wides(out, 2);
    return { dividend: String(dividend), divisor, quotient: String(quotient), remainder: Number(remainder) };
  });
}
