// What stands in a field that is read when it is left: the figure's own value, but never over what is being typed there. A figure that
// is told draws itself every frame.
import { noChange } from 'lit';
import { Directive, directive } from 'lit/directive.js';
import { setCommittedValue } from 'lit/directive-helpers.js';

class Standing extends Directive {
  /** @type {HTMLInputElement | null} */
  #field = null;
  #typing = false;

  /** @param {string} value */
  render(value) {
    return value;
  }

  /** @override @param {any} part @param {[string]} values */
  update(part, [value]) {
    if (this.#field !== part.element) this.#watch(part.element);
    if (this.#typing || this.#field?.value === value) return noChange;
    setCommittedValue(part); // a refused text is not what was written last
    return value;
  }

  /** @param {HTMLInputElement} field */
  #watch(field) {
    this.#field = field;
    field.addEventListener('input', () => {
      this.#typing = true;
    });
    for (const done of ['change', 'blur'])
      field.addEventListener(done, () => {
        this.#typing = false;
      });
  }
}

/** For `.value=` of a field with `@change`. */
export const standing = directive(Standing);
