// A pasted trace: one key a line, as logs have them. Line by line nothing is lost: a line is a key, or it is blank; keys are not
// trimmed, folded or cut. The engine reads it by the same rule (web/engine/trace-blocks.js).
import { TRACE_LIMITS } from '../../engine/trace-blocks.js';

/** @typedef {{lines: number, keys: number, blank: number}} Lines */

/** The last text that was counted: it is asked for again with every command. @type {{text: string, lines: Lines} | null} */
let last = null;

/** @param {string} text @returns {Lines} */
export function linesOf(text) {
  if (last?.text !== text) last = { text, lines: counted(text) };
  return last.lines;
}

/** The break behind the last line begins no other one. @param {string} text @returns {Lines} */
function counted(text) {
  let lines = 0;
  let keys = 0;
  for (let at = 0; at < text.length; ) {
    const feed = text.indexOf('\n', at);
    const end = feed < 0 ? text.length : feed;
    const blank = end === at || (end === at + 1 && text[at] === '\r');
    lines++;
    if (!blank) keys++;
    at = end + 1;
  }
  return { lines, keys, blank: lines - keys };
}

/** What is wrong with a pasted text; null when it is a trace. @param {unknown} text */
export function textFault(text) {
  if (typeof text !== 'string') return 'input-unreadable';
  if (text.length > TRACE_LIMITS.characters) return 'trace-too-long';
  const { keys } = linesOf(text);
  if (keys > TRACE_LIMITS.lines) return 'trace-too-long';
  return keys === 0 ? 'trace-empty' : null;
}
