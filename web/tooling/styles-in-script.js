// Puts the styles of edgecache.js into edgecache.js: somebody who lifts one figure out pastes one tag, not two.
//
// A <style> at the start of <head> comes before the page's own rules, so the page may still overrule ours. A page on which the
// snippet was pasted twice gets the styles once.

/** @returns {import('vite').Plugin} */
export function stylesInScriptPlugin() {
  return {
    name: 'edgecache:styles-in-script',
    apply: 'build',
    enforce: 'post',
    generateBundle(_options, bundle) {
      let css = '';
      for (const [name, file] of Object.entries(bundle)) {
        if (file.type !== 'asset' || !name.endsWith('.css')) continue;
        css += typeof file.source === 'string' ? file.source : Buffer.from(file.source).toString();
        delete bundle[name];
      }
      if (css === '') return;
      for (const file of Object.values(bundle)) {
        if (file.type === 'chunk' && file.isEntry) file.code = `${addStyle(css.trim())}\n${file.code}`;
      }
    },
  };
}

/** @param {string} css */
function addStyle(css) {
  const text = JSON.stringify(css).replaceAll('</', '<\\/');
  return `(()=>{if(document.querySelector('style[data-from=edgecache]'))return;const s=document.createElement('style');s.dataset.from='edgecache';s.textContent=${text};document.head.prepend(s)})();`;
}
