// @vitest-environment happy-dom
// A field shows the figure's value, and keeps what is being typed while the figure is drawn again and again.
import { html, render } from 'lit';
import { expect, test } from 'vitest';
import { standing } from '../../web/widgets/shared/field.js';

/** @param {HTMLElement} page @param {string} value */
const drawn = (page, value) => {
  render(html`<input .value=${standing(value)} />`, page);
  return /** @type {HTMLInputElement} */ (page.querySelector('input'));
};

test('what is typed stays until the field is left; then the figure’s value stands there again', () => {
  const page = document.createElement('div');
  const field = drawn(page, '100');
  expect(field.value).toBe('100');
  for (const text of ['', '1', '12']) {
    field.value = text;
    field.dispatchEvent(new Event('input'));
    drawn(page, '100');
    drawn(page, '101');
    expect(field.value).toBe(text);
  }
  field.dispatchEvent(new Event('change'));
  drawn(page, '12');
  expect(field.value).toBe('12');
});

test('a refused text gives way to the same value as before', () => {
  const page = document.createElement('div');
  const field = drawn(page, '100');
  field.value = 'many';
  field.dispatchEvent(new Event('input'));
  field.dispatchEvent(new Event('change'));
  drawn(page, '100');
  expect(field.value).toBe('100');
});
