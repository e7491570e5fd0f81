// What the viewer bet before being told, beside what was true: slide 20 shows how far off each was. A bet itself is a command of
// its figure's log; here is only the memory of it, for as long as the page's tab is open, where the browser allows that much.

const NAME = 'edgecache-bets';
/** More than the deck asks; a store that was tampered with grows no further. */
const MOST_BETS = 32;
const MOST_LETTERS = 200;

/**
 * `truth` is null until the figure has told it; `unit` is set behind both numbers.
 * @typedef {{id: string, question: string, guess: number, truth: number|null, unit: string}} Bet
 */

const isText = (/** @type {unknown} */ text) => typeof text === 'string' && text.length <= MOST_LETTERS;

/** A bet, its own fields copied by name; null when it is none. @param {any} raw @returns {Bet|null} */
export function readBet(raw) {
  if (!raw || typeof raw !== 'object') return null;
  const { id, question, guess, truth = null, unit = '' } = raw;
  if (!isText(id) || id === '' || !isText(question) || !isText(unit)) return null;
  if (!Number.isFinite(guess) || !(truth === null || Number.isFinite(truth))) return null;
  return { id, question, guess, truth, unit };
}

/** Who steps back to before the telling has been told all the same. @param {Bet|null} bet @param {Bet|undefined} before */
const withTruth = (bet, before) =>
  bet && bet.truth === null && before?.guess === bet.guess ? { ...bet, truth: before.truth } : bet;

/** What a store of texts holds, checked like anything from outside. @param {() => string|null} read @returns {Map<string, Bet>} */
function kept(read) {
  try {
    const list = JSON.parse(read() ?? '[]');
    const bets = Array.isArray(list) ? list.slice(0, MOST_BETS).map(readBet) : [];
    return new Map(bets.flatMap((bet) => (bet ? [[bet.id, bet]] : [])));
  } catch {
    return new Map(); // blocked, or somebody else's text
  }
}

/** @param {() => Pick<Storage, 'getItem' | 'setItem'>} store asked each time: to be refused is to be asked again later */
export function createBets(store) {
  /** @type {Map<string, Bet> | null} */
  let bets = null;
  /** @type {Set<(bets: Bet[]) => void>} */
  const listeners = new Set();
  const all = () => {
    bets ??= kept(() => store().getItem(NAME));
    return bets;
  };
  const recall = () => [...all().values()].map((bet) => ({ ...bet }));

  return {
    /**
     * A later bet of the same id takes the place of the earlier one.
     * @param {string} id @param {Omit<Bet, 'id'>} bet @returns {boolean} false, and nothing is remembered, when it is no bet
     */
    remember(id, bet) {
      const known = all();
      const read = withTruth(readBet({ ...bet, id }), known.get(id));
      if (!read || (!known.has(id) && known.size >= MOST_BETS)) return false;
      if (JSON.stringify(known.get(id)) === JSON.stringify(read)) return true;
      known.set(id, read);
      try {
        store().setItem(NAME, JSON.stringify(recall()));
      } catch {
        // full or blocked: remembered until the page is left
      }
      for (const listener of listeners) listener(recall());
      return true;
    },
    /** In the order in which they were first made. */
    recall,
    /** Hears of every change. @param {(bets: Bet[]) => void} listener @returns {() => void} stops */
    on(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}

const page = createBets(() => globalThis.sessionStorage);
export const rememberBet = page.remember;
export const recallBets = page.recall;
export const onBets = page.on;
