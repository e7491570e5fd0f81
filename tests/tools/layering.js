// The house map as a table, and a reader of imports and #includes that holds the sources to it.
//
// Knowledge points one way: slides -> web -> cpp/bindings -> cpp core; tests may use all. Types named in comments (JSDoc
// `import('...')`) are not imports: they cost nothing at run time and bind nobody.

/** @typedef {{ path: string, text: string }} Source path from the root of the project, with '/' */

/** Folder of web/ -> folders of web/ it may know besides itself. */
/** @type {Record<string, string[]>} */
const webMayKnow = {
  engine: [],
  motion: [],
  theme: [],
  experiment: ['motion', 'theme'],
  claims: ['engine', 'experiment', 'motion', 'theme'],
  widgets: ['engine', 'experiment', 'motion', 'theme', 'claims'],
  deck: ['engine', 'experiment', 'motion', 'theme', 'claims', 'widgets'],
  tooling: ['engine'], // draws the stills with the engine in node
};

/** Files that stand in web/ itself (embed.js) bring figures to other pages: all but the deck. */
const entryMayKnow = ['engine', 'experiment', 'motion', 'theme', 'claims', 'widgets'];

/** Folder of cpp/ -> folders of cpp/ it may know besides itself. */
/** @type {Record<string, string[]>} */
const cppMayKnow = { ring: [], cache: [], sim: ['ring', 'cache'], bindings: ['ring', 'cache', 'sim'] };

/** The table of tags and those of their styles: the three files of the folder that know every widget. */
const tables = ['web/widgets/tags.js', 'web/widgets/figures.css', 'web/widgets/live.css'];

/** What slides/stills may draw with. */
const stillsMayKnow = ['engine', 'experiment', 'theme', 'widgets', 'claims', 'motion'];

/** Every breach, as a sentence that names the file and what it must not know. @param {Source[]} sources */
export function breaches(sources) {
  const tags = sources
    .filter(({ path }) => path.startsWith('web/widgets/'))
    .flatMap(({ text }) =>
      [...text.matchAll(/customElements\.define\(\s*['"]([a-z-]+)/g)].map(([, tag = '']) => tag),
    );
  return sources.flatMap((source) =>
    /\.[ch]pp$/.test(source.path) ? cppBreaches(source) : scriptBreaches(source, tags),
  );
}

/** @param {Source} source @param {string[]} tags of all widgets */
function scriptBreaches({ path, text }, tags) {
  const room = roomOf(path);
  /** @type {string[]} */
  const found = [];
  for (const name of importsOf(path, text)) {
    const package_ = name.startsWith('.') ? undefined : name;
    const target = package_ ?? resolvePath(path, name);
    const why = package_ ? packageBreach(room, package_) : roomBreach(path, room, target, tags);
    if (why) found.push(`${path} imports ${target}: ${why}`);
  }
  if (
    room.house === 'web' &&
    room.name !== 'deck' &&
    room.name !== 'tooling' &&
    /\bReveal\b/.test(withoutComments(text))
  ) {
    found.push(`${path} says Reveal: only web/deck knows reveal.js`);
  }
  return found;
}

/** @param {Room} room @param {string} name */
function packageBreach(room, name) {
  if (
    /^reveal\.js\b/.test(name) &&
    room.house !== 'tests' &&
    room.name !== 'deck' &&
    room.name !== 'tooling'
  ) {
    return 'only web/deck knows reveal.js';
  }
  if (/^node:/.test(name) && room.house === 'web' && room.name !== 'tooling' && room.name !== 'engine') {
    return 'pages have no node';
  }
  if (/^#(glue|wasm)/.test(name) && room.house !== 'tests' && room.name !== 'engine') {
    return 'only web/engine knows the module';
  }
  return undefined;
}

/** @param {string} path @param {Room} room @param {string} target @param {string[]} tags */
function roomBreach(path, room, target, tags) {
  const other = roomOf(target);
  if (room.house === 'tests') return undefined;
  if (other.house === 'tests') return 'nothing but tests knows tests';
  if (room.house === 'slides') {
    const known =
      other.house === 'slides' ||
      (other.house === 'web' && (other.name === 'deck' ? isPage(path) : stillsMayKnow.includes(other.name)));
    return known || isPage(path) ? undefined : 'a still knows what figures are drawn with, no more';
  }
  if (room.house !== 'web') return undefined;
  if (room.name === 'engine' && other.house === 'build') return undefined; // node reads the module's file
  if (other.house !== 'web') return 'web knows no folder to its left, and the module only by its name';
  if (room.name === other.name) {
    const known = room.name === 'widgets' && !tables.includes(path) ? tagOf(target, tags) : undefined;
    return known && known !== tagOf(path, tags) ? 'a widget never knows another widget' : undefined;
  }
  const may = room.name === '' ? entryMayKnow : (webMayKnow[room.name] ?? []);
  return may.includes(other.name)
    ? undefined
    : `web/${room.name || path.slice(4)} may know ${may.join(', ') || 'nobody'}`;
}

/** @param {Source} source */
function cppBreaches({ path, text }) {
  const room = roomOf(path);
  if (room.house !== 'cpp') return [];
  return [...withoutComments(text).matchAll(/^\s*#\s*include\s*"([^"]+)"/gm)].flatMap(([, name = '']) => {
    const other = name.includes('/') ? (name.split('/').filter((part) => part !== '..')[0] ?? '') : room.name;
    const may = cppMayKnow[room.name] ?? [];
    if (other === room.name || may.includes(other)) return [];
    return [`${path} includes ${name}: cpp/${room.name} may know ${may.join(', ') || 'nobody'}`];
  });
}

/** @typedef {{ house: string, name: string }} Room 'web/engine/keys.js' is in house web, room engine */
/** @param {string} path @returns {Room} */
function roomOf(path) {
  const parts = path.split('/');
  return { house: parts[0] ?? '', name: parts.length > 2 ? (parts[1] ?? '') : '' };
}

/**
 * The widget that a file belongs to: hash-ring.js, hash-ring.css, hash-ring/view.js. None for a drawing that several share.
 * @param {string} path @param {string[]} tags
 */
function tagOf(path, tags) {
  const name = (path.split('/')[2] ?? '').replace(/\.\w+$/, '');
  return tags.find((tag) => name === tag || name.startsWith(`${tag}-`));
}

/** @param {string} path */
function isPage(path) {
  return path.endsWith('.html');
}

/** @param {string} path @param {string} text */
export function importsOf(path, text) {
  if (isPage(path))
    return [...text.matchAll(/<(?:script|link)\b[^>]*?(?:src|href)="(\.[^"]+)"/g)].map(
      ([, name = '']) => name,
    );
  const code = withoutComments(text);
  const statements = path.endsWith('.css')
    ? code.matchAll(/@import\s+(?:url\()?["']([^"']+)["']/g)
    : code.matchAll(/(?:\bfrom\s*|\bimport\s*\(?\s*|\bnew URL\(\s*)["']([^"'\n]+)["']/g);
  return [...statements].map(([, name = '']) => name.split('?')[0] ?? name);
}

/** @param {string} text */
function withoutComments(text) {
  return text.replace(/\/\*[\s\S]*?\*\//g, ' ').replace(/(^|[^:'"`\\])\/\/.*$/gm, '$1');
}

/** @param {string} from @param {string} name */
function resolvePath(from, name) {
  return new URL(name, `file:///${from}`).pathname.slice(1);
}
