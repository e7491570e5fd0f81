// What stands in a figure that failed: its recorded still, one sentence why, and a button that tries again.

/** What a reader is told when the engine cannot come, by the loader's code. */
const WHY = new Map([
  ['wasm-absent', 'This browser has no WebAssembly.'],
  ['wasm-blocked', 'This page does not allow WebAssembly.'],
  ['wasm-missing', 'The engine could not be fetched.'],
  ['wasm-timeout', 'The engine did not arrive in time.'],
  ['wasm-broken', 'The engine arrived damaged.'],
]);

/** @param {unknown} error */
export const whyNoEngine = (error) =>
  WHY.get(/** @type {any} */ (error)?.code) ?? 'The engine did not start.';

/**
 * @param {HTMLElement} figure @param {ChildNode[]} still
 * @param {{why: string, way: string, go: () => void}} options one sentence, what the button says, and what it does
 */
export function showFailure(figure, still, { why, way, go }) {
  figure.dataset.state = 'failed';
  const notice = document.createElement('p');
  notice.className = 'notice';
  notice.setAttribute('role', 'status');
  const button = document.createElement('button');
  button.textContent = way;
  button.addEventListener('click', () => {
    notice.remove();
    figure.dataset.state = 'waiting';
    go();
  });
  notice.append(`${why} This is the recorded still. `, button);
  figure.replaceChildren(...still, notice);
}
