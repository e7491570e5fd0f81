// The pseudocode of slide 16: the storyboard's lines, and those it lacked. Which lines a GET lights follows from the engine's events
// alone; no line is run here.

/** @typedef {import('../../engine/edgecache-cache.d.ts').TieredAnswer} TieredAnswer */
/** @typedef {import('../../engine/edgecache-cache.d.ts').TieredEvent} TieredEvent */
/** What the storyboard's code lacked. @typedef {'fill'|'evict'|'expire'} Added */
/** Which of them are there. @typedef {Record<Added, boolean>} Lines */
/**
 * One line as it is run. `events` are what it did: none where it only asked, or where a line that it calls did it.
 * @typedef {{line: string, tier: number|null, yes: boolean|null, events: TieredEvent[]}} CodeStep
 */

/** @type {Added[]} */
export const ADDED = ['fill', 'evict', 'expire'];

/** A copy in a tier expires after so long. */
export const TTL_SECONDS = 60;

/** The lines of GET, each with its id; where two texts stand the second is the one without what was added. */
const GET = [
  ['in-l1', 'if key in L1: return L1[key]'],
  ['in-l2', 'if key in L2:'],
  ['l2-to-l1', '  L1[key] = L2[key]', 'promote'],
  ['return-l2', '  return L2[key]'],
  ['in-l3', 'if key in L3:'],
  ['l3-to-l2', '  L2[key] = L3[key]', 'promote'],
  ['l3-to-l1', '  L1[key] = L3[key]', 'promote'],
  ['return-l3', '  return L3[key]'],
];

/** @typedef {{id: string, text: string, aside?: string, added?: Added, there: boolean}} CodeLine */

/** The code as it stands with these lines. @param {Lines} lines @returns {{id: string, head: string, lines: CodeLine[]}[]} */
export function codeOf({ fill, evict, expire }) {
  const until = expire ? `, for ${TTL_SECONDS} s` : '';
  /** @type {CodeLine[]} */
  const miss = fill
    ? [
        { id: 'fetch', text: `entry = database[key]${until}`, added: 'fill', there: true },
        { id: 'fill', text: 'L3[key] = L2[key] = L1[key] = entry', added: 'fill', there: true },
        { id: 'return', text: 'return entry', added: 'fill', there: true },
      ]
    : [
        { id: 'miss', text: 'return MISS → fetch from database', there: true },
        { id: 'no-fill', text: '', there: false },
        { id: 'no-return', text: '', there: false },
      ];
  return [
    {
      id: 'get',
      head: 'GET(key)',
      lines: [...GET.map(([id, text, aside]) => ({ id, text, aside, there: true })), ...miss],
    },
    {
      id: 'put',
      head: 'tier[key] = entry',
      lines: [
        {
          id: 'evict',
          text: 'if tier is full: evict least recent',
          added: 'evict',
          there: evict,
        },
      ],
    },
    {
      id: 'in',
      head: 'key in tier',
      lines: [{ id: 'expire', text: 'if it is expired: remove it, no', added: 'expire', there: expire }],
    },
  ];
}

/** The lines that this GET lights, in the order in which they run. @param {TieredAnswer} answer @param {boolean} fill @returns {CodeStep[]} */
export function stepsOf(answer, fill) {
  /** @type {CodeStep[]} */
  const steps = [];
  /** @type {TieredEvent[]} what happened since the last line */
  let events = [];
  const say = (
    /** @type {string} */ line,
    /** @type {number|null} */ tier,
    yes = /** @type {boolean|null} */ (null),
  ) => {
    steps.push({ line, tier, yes, events });
    events = [];
  };
  /** A line that stores, and the line of storing that makes room first. */
  const store = (/** @type {string} */ line, /** @type {number|null} */ tier) => {
    const full = events.some(({ kind }) => kind === 'evict');
    if (full) steps.push({ line, tier, yes: null, events: [] });
    say(full ? 'evict' : line, tier);
  };
  for (const event of answer.events) {
    const { kind, tier } = event;
    events.push(event);
    const asks = `in-l${Number(tier) + 1}`;
    if (kind === 'expire') {
      steps.push({ line: asks, tier, yes: null, events: [] });
      say('expire', tier);
    } else if (kind === 'miss') {
      const asked = steps.at(-1);
      if (asked?.line === 'expire') asked.events.push(...events.splice(0));
      else say(asks, tier, false);
    } else if (kind === 'hit') say(asks, tier, true);
    else if (kind === 'promote') store(`l${Number(answer.tier) + 1}-to-l${Number(tier) + 1}`, tier);
    else if (kind === 'fetch') say(fill ? 'fetch' : 'miss', null);
    else if (kind === 'fill') store('fill', tier);
  }
  if (answer.tier === null && fill) say('return', null);
  if (answer.tier !== null && answer.tier > 0) say(`return-l${answer.tier + 1}`, answer.tier);
  return steps;
}
