// What the page's address may say. reveal lets any query field override its options, so every field but ours is taken out of
// the address before it starts; slide numbers in the hash are reveal's own.

const OURS = ['at', 'autoplay', 'still', 'view', 'theme', 'follow'];

/** Our fields, as text. `print` and `receiver` have no value: reveal and its speaker window put them there bare. */
export function readQuery(search = location.search) {
  const given = new URLSearchParams(search);
  const field = (/** @type {string} */ name) => (given.has(name) ? (given.get(name) ?? '') : null);
  return {
    at: field('at'),
    autoplay: given.has('autoplay'),
    still: field('still'),
    scroll: field('view') === 'scroll',
    print: given.has('print-pdf') || field('view') === 'print',
    theme: field('theme'),
    receiver: given.has('receiver'),
    follow: given.has('follow'),
  };
}

/** Rewrites the address so that only our fields are left in it. */
export function cleanAddress() {
  const given = new URLSearchParams(location.search);
  const kept = OURS.filter((name) => given.has(name)).map((name) => {
    const value = given.get(name) ?? '';
    return value ? `${name}=${encodeURIComponent(value)}` : name;
  });
  for (const bare of ['print-pdf', 'receiver']) if (given.has(bare)) kept.push(bare);
  // Of its two previews the speaker window listens to one, and asks for its events in the address.
  if (isSpeakerPreview() && given.get('postMessageEvents') === 'true') kept.push('postMessageEvents=true');
  const search = kept.length ? `?${kept.join('&')}` : '';
  if (search === location.search) return;
  try {
    history.replaceState(null, '', `${location.pathname}${search}${location.hash}`);
  } catch {
    // A page from disk may not rewrite its address: then reveal sees the fields, and our own options still win (stage.js).
  }
}

/** Whether another window of the same site drives this one: only a speaker preview may. */
export function isSpeakerPreview() {
  if (window.parent === window) return false;
  try {
    // The speaker window is about:blank: its address has no origin, the window itself has ours.
    return window.parent.origin === window.origin && readQuery().receiver;
  } catch {
    // From disk every page is a stranger to every other, and only a page of the same disk can frame this one.
    return location.protocol === 'file:' && readQuery().receiver;
  }
}
