// The numbers' receipts, fetched with the first slide that has a number: the title waits for none of it.

/** @param {HTMLElement} root @param {import('./settings.js').Settings} settings */
export function lateReceipts(root, settings) {
  /** @type {Promise<ReturnType<typeof import('../claims/start.js').startClaims>> | null} */
  let coming = null;
  return {
    /** @param {HTMLElement | undefined} slide the slide that is shown now */
    async enter(slide) {
      if (!slide || (!coming && !slide.querySelector('[data-claim], [data-figure]'))) return;
      coming ??= import('../claims/start.js').then(({ startClaims }) =>
        startClaims(root, { shortcut: () => settings.letters }),
      );
      try {
        (await coming).enter(slide);
      } catch {
        coming = null; // offline, perhaps: the recorded numbers stand, and the next slide asks again
      }
    },
  };
}
