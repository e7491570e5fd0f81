// What a validator of HTML should say about our pages, and what it need not.
import { defineConfig } from 'html-validate';

export default defineConfig({
  root: true,
  extends: ['html-validate:recommended'],
  rules: {
    'doctype-style': 'off', // lower case, as everybody writes it
    'void-style': 'off',
    'no-trailing-whitespace': 'off',
    'no-inline-style': 'off', // --turn is data
    'no-raw-characters': 'off',
    'long-title': 'off',
    'unique-landmark': 'off', // reveal.js takes its notes from <aside class="notes">, one a slide, never shown; axe looks at the page itself
  },
});
