// Where an address points: `#/add-a-server` or `#/7`, the same links on the stage and on the page.

/** @param {HTMLElement[]} sections */
export function sectionFromHash(sections) {
  const name = location.hash.replace(/^#\/?/, '').split('/')[0];
  return /^\d+$/.test(name)
    ? sections[Math.min(Number(name), sections.length - 1)]
    : sections.find(({ id }) => id === name);
}
