// The same ring as the code sees it: tokens in order, the probes of the binary search numbered in the order they were made,
// and what each of them decided. Pure templates; the engine's trace says which token was looked at and with what verdict.
import { nothing, svg } from 'lit';
import { inkOf, round, serverMark } from '../../theme/marks.js';
import { degrees } from '../../theme/format.js';

/** @typedef {import('./picture.js').RingPicture} RingPicture */
/** @typedef {Extract<NonNullable<RingPicture['followed']>, {probes: unknown}>} Followed */
/** @typedef {Followed['probes'][number]} Probe */

const WIDTH = 440;
const CELL_TOP = 44;
const CELL = 64;
const MOST_CELLS = 4;
const MOST_LINES = 4;

/** Which tokens are shown: all of few, else those around the one that was found. @param {number} total @param {number} found */
export function shownCells(total, found) {
  const size = Math.min(total, MOST_CELLS);
  const first = Math.min(Math.max(0, found - 1), total - size);
  return Array.from({ length: size }, (_, i) => first + i);
}

/** @param {number} n @param {number} x @param {number} y */
const numeral = (n, x, y) =>
  svg`<g class="numeral"><circle cx=${x} cy=${y} r="13"></circle><text class="t16 b on mid" x=${x} y=${y + 5.5}>${n}</text></g>`;

/** @param {RingPicture} picture @param {number} probes how many of the probes have been made by now */
export function sortedArray(picture, probes = Infinity) {
  const { tokens, followed } = picture;
  if (!tokens.length) return nothing;
  const asked = followed && followed.owner !== null ? followed : null;
  const made = asked?.probes.slice(0, probes) ?? [];
  const done = asked !== null && made.length === asked.probes.length;
  const cells = shownCells(tokens.length, asked?.found ?? 0);
  const past = 76;
  const width = Math.min(176, (WIDTH - past - 8) / cells.length);
  const lines = made.slice(-MOST_LINES);
  const top = CELL_TOP + CELL + 74;
  return svg`<text class="t20 b" x="0" y="16">The same ring as a sorted array</text>
    ${cells.map((token, i) => cell(picture, token, i * width, width, made, done))}
    <rect class="past" x=${round(cells.length * width + 6)} y=${CELL_TOP} width=${past - 4} height=${CELL}></rect>
    <text class="t18 mono q mid" x=${round(cells.length * width + 6 + past / 2 - 2)} y=${CELL_TOP + 40}>→ 0</text>
    <text class="t16 mono qq mid" x=${round(cells.length * width + 6 + past / 2 - 2)} y=${CELL_TOP + CELL + 24}>past end</text>
    ${lines.map((probe, i) => asked && verdict(asked, probe, made.length - lines.length + i, top + i * 38))}
    ${
      asked && done
        ? svg`<path class="rule" d="M0 ${top + lines.length * 38 - 12}H424"></path>
      <text class="t20 b" x="0" y=${top + lines.length * 38 + 16}>${asked.comparisons} ${asked.comparisons === 1 ? 'comparison' : 'comparisons'}, owner ${ownerName(picture)}</text>`
        : nothing
    }`;
}

/** @param {RingPicture} picture */
function ownerName({ members, followed }) {
  const member = members.find(({ index }) => index === followed?.owner);
  return member ? (/^\d/.test(member.name) ? member.letter : member.name) : 'nobody';
}

/** @param {RingPicture} picture @param {number} token @param {number} x @param {number} width @param {Probe[]} made @param {boolean} done */
function cell({ tokens, followed }, token, x, width, made, done) {
  const { turn, index } = tokens[token];
  const probed = made.flatMap((probe, i) => (probe.index === token ? [i + 1] : []));
  const found = done && followed?.owner !== null && token === followed?.found;
  const roomy = width > 130;
  return svg`<g class=${found ? 'cell found' : probed.length ? 'cell probed' : 'cell'}>
    <rect x=${round(x + 1)} y=${CELL_TOP} width=${round(width - 6)} height=${CELL} style=${found ? `stroke:${inkOf(index)}` : nothing}></rect>
    ${serverMark({ index, x: x + (roomy ? 38 : width / 2 - 3), y: CELL_TOP + (roomy ? 32 : 22), scale: roomy ? 0.72 : 0.5 })}
    <text class=${roomy ? 't20 mono' : 't16 mono mid'} x=${round(roomy ? x + 72 : x + width / 2 - 3)} y=${CELL_TOP + (roomy ? 39 : 54)}>${degrees(turn, roomy ? 2 : 1)}</text>
    <text class="t16 mono qq mid" x=${round(x + width / 2 - 3)} y=${CELL_TOP + CELL + 24}>${token}</text>
    ${probed.map((n, i) => numeral(n, round(x + width / 2 - 3 + i * 28), CELL_TOP))}</g>`;
}

/** @param {Followed} followed @param {Probe} probe @param {number} number @param {number} y */
function verdict(followed, probe, number, y) {
  const last = number + 1 === followed.probes.length;
  const where = probe.atOrAfter ? 'yes, look left' : 'no, look right';
  const end = followed.wrapped ? 'past the end: wrap to [0]' : `so it is [${followed.found}]`;
  const word = last ? `${probe.atOrAfter ? 'yes' : 'no'}, ${end}` : where;
  return svg`<g class="verdict">${numeral(number + 1, 14, y - 6)}
    <text class="t18 mono" x="40" y=${y}>[${probe.index}] ${probe.letter} ${degrees(probe.turn, 1)} ≥ ${degrees(followed.turn, 1)}</text>
    <text class="t18 b" x="268" y=${y}>${word}</text></g>`;
}
