// What stands where parts of reveal.js are left out (reveal-parts.js): the few answers the rest of it needs, and nothing else.

/** All of whose methods do nothing: a part that is switched off. @param {object} known what it does do */
function quiet(known) {
  return new Proxy(known, { get: (target, name) => Reflect.get(target, name) ?? (() => undefined) });
}

/** Buttons, progress, numbers, auto-animate, autoslide ring, scroll view. */
export class Nothing {
  constructor() {
    // biome-ignore lint/correctness/noConstructorReturn: reveal.js calls it with `new`
    return quiet({});
  }
}

/** No lightbox is ever open, so Esc always means the overview: reveal.js asks `close() === false` before it opens that. */
export class Overlay {
  constructor() {
    // biome-ignore lint/correctness/noConstructorReturn: reveal.js calls it with `new`
    return quiet({ close: () => false });
  }
}

/** Shows slides near the current one and hides the others; the full part also feeds videos and frames, of which we have none. */
export class SlideContent {
  /** @param {{ getConfig(): { display: string } }} reveal */
  constructor(reveal) {
    // biome-ignore lint/correctness/noConstructorReturn: reveal.js calls it with `new`
    return quiet({
      load(/** @type {HTMLElement} */ slide) {
        slide.style.display = reveal.getConfig().display;
      },
      unload(/** @type {HTMLElement} */ slide) {
        slide.style.display = 'none';
      },
    });
  }
}

/** Our slides have no pictures behind them; the overview moves the empty layer about. */
export class Backgrounds {
  constructor() {
    // biome-ignore lint/correctness/noConstructorReturn: reveal.js calls it with `new`
    return quiet({ element: document.createElement('div') });
  }
}
