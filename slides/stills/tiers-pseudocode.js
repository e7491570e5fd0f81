// Slide 16: the storyboard's pseudocode, and in bold the lines it lacked. As first written nothing ever reached a tier: a miss
// asked the database and stored nothing. Beside it the four ways out, each with what it cost and the copies it left.
import { html, nothing, svg } from 'lit';
import { databaseMark, slipMark } from '../../web/theme/marks.js';
import { askedNs, shelf, TIERS, time } from './tiers.js';

/** A line that begins with + was added. No line is longer than a phone is wide. */
export const CODE = `  GET(key):
    if key in L1: return L1[key] # 100 ns
    if key in L2:
      L1[key] = L2[key]          # promote
      return L2[key]
    if key in L3:
      L2[key] = L3[key]          # promote
      L1[key] = L3[key]          # promote
      return L3[key]
+   entry = database[key], until now + TTL
+   L3[key] = L2[key] = L1[key] = entry
+   return entry

+ tier[key] = entry:
+   if tier is full: evict least recent
+ key in tier:
+   stored, and not yet expired`;

export async function draw() {
  return html`<pre class="panel words" style="--x:48;--y:130;--w:540"><code>${CODE.split('\n').map(line)}</code></pre>
    <svg class="panel" style="--x:600;--y:130;--w:632;--h:440;fill:var(--ink)" viewBox="0 0 632 440" role="img"
      aria-label="Four ways out: found in L1, ${time(askedNs(TIERS.slice(0, 1)))}; in L2, one copy up; in L3, two copies; in no tier: the database is asked and three copies are written">
      ${TIERS.map((tier, i) => svg`<text class="disp" y="${96 + i * 76}" style="font-size:34px;fill:${tier.ink}">${tier.name}</text>`)}
      ${[0, 1, 2, 3].map(way)}</svg>
    <p class="big num">0</p><p class="cap">entries ever stored<br>without the lines marked +</p>
    <p class="receipt">${slipMark} ${CODE.match(/^\+/gm)?.length} lines added · seen by reading, not by running</p>`;
}

function line(/** @type {string} */ text) {
  const [code, comment] = text.split(/(?=#)/);
  return html`<span class=${text.startsWith('+') ? 'line new' : 'line'}>${code || ' '}${comment ? html`<i>${comment}</i>` : nothing}</span>`;
}

/** One way out: asked down to the tier that has the key, copied to those above. The fourth finds it in the database. */
function way(/** @type {number} */ found) {
  const bottom = 84 + found * 76;
  const far = found === TIERS.length;
  const ups = Array.from({ length: found }, (_, i) => `M92 ${84 + i * 76}l14 -7v14z`).join('');
  return svg`<g transform="translate(${66 + found * 146} 0)"><text class="t18 b" y="18">${far ? 'nowhere' : `in ${TIERS[found].name}`}</text>
    ${TIERS.map((tier, i) => svg`${shelf(tier, 20, 60 + i * 76, 72, 44)}${i <= found ? svg`<path d="M52 ${68 + i * 76}h32v28h-32z"></path>` : nothing}`)}
    ${far ? databaseMark({ x: 56, y: 318 }) : nothing}
    <path d="M6 34V${bottom}H${far ? 26 : 12}${found ? `M${far ? 78 : 92} ${bottom}h${far ? 36 : 22}${'v-76h-10m10 0'.repeat(found)}` : ''}" style="fill:none;stroke:var(--ink);stroke-width:3"></path>
    <path d="M${far ? 34 : 20} ${bottom}l-14 -7v14z${ups}"></path>
    <text class="t16 b" y="384">${time(askedNs(TIERS.slice(0, found + 1)))}</text>
    ${far ? svg`<text class="t16 amber" y="410">+ database</text>` : nothing}
    <text class="t16 q" y="436">${found === 1 ? '1 copy' : `${found} copies`}</text></g>`;
}
