// The numbers' receipts, fetched in an idle moment of the first slide that has a number: its figure comes before them.
import { idleMoment } from './in-turn.js';

/** @param {HTMLElement} root @param {import('./settings.js').Settings} settings */
export function lateReceipts(root, settings) {
  /** @type {Promise<ReturnType<typeof import('../claims/start.js').startClaims>> | null} */
  let coming = null;
  return {
    /** @param {HTMLElement | undefined} slide the slide that is shown now */
    async enter(slide) {
      if (!slide || (!coming && !slide.querySelector('[data-claim], [data-figure]'))) return;
      coming ??= idleMoment()
        .then(() => import('../claims/start.js'))
        .then(({ startClaims }) => startClaims(root, { shortcut: () => settings.letters }));
      try {
        (await coming).enter(slide);
      } catch {
        coming = null; // offline, perhaps: the recorded numbers stand, and the next slide asks again
      }
    },
  };
}
