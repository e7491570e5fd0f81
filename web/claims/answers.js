// The engine's answers, each asked for once: a slide that says one number three times asks one question. `again` asks anew, for
// the reader who does not believe it.

/** @typedef {import('../engine/edgecache.d.ts').Engine} Engine */
/** @typedef {import('./claims.js').Question} Question */
/** @typedef {{answer: any, ms: number}} Answered `ms`: how long the engine took */

/** @param {Engine} engine @param {() => number} [now] a clock in milliseconds */
export function createAnswers(engine, now = () => performance.now()) {
  /** By what is asked, since two receipts may put one question in different words. @type {Map<unknown, Promise<Answered>>} */
  const kept = new Map();

  /** @param {Question} question @param {{again?: boolean}} options @returns {Promise<Answered>} */
  async function put({ ask, of = [] }, options) {
    if (!ask) {
      const parts = [];
      for (const part of of) parts.push(await to(part, options));
      return { answer: parts.map(({ answer }) => answer), ms: parts.reduce((sum, { ms }) => sum + ms, 0) };
    }
    const start = now();
    const answer = await ask(engine);
    return { answer, ms: now() - start };
  }

  /** @param {Question} question @param {{again?: boolean}} [options] @returns {Promise<Answered>} */
  function to(question, options = {}) {
    const what = question.ask ?? question;
    const known = kept.get(what);
    if (known && !options.again) return known;
    const asked = put(question, options);
    kept.set(what, asked);
    asked.catch(() => kept.delete(what)); // a fault is not an answer: the next reader asks again
    return asked;
  }
  return to;
}
