// The site: every HTML file of the folder with its address, its bytes, and the facts that the parser found in it.
//
// A page knows its role: `page` (for readers), `redirect` (a stub with a meta refresh) or `missing` (404.html, which
// is shown wherever nothing is, and so is looked at from an address deep inside the site). Its kind is what its
// `<body data-kind>` says, or else what its path suggests.

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { listFiles, urlPath } from './server.mjs';

const NOWHERE = 'no/such/page/';

/** Reads `dir`, which is served at `root` (an address that ends with a slash). */
export async function readSite(dir, root, parser) {
  const { origin, pathname: basePath } = new URL(root);
  const files = await listFiles(dir);
  const names = files.filter((file) => /\.html?$/i.test(file));
  const texts = await Promise.all(names.map((file) => readFile(path.join(dir, file), 'utf8')));
  const facts = await parser.html(texts);

  const pages = names.map((file, at) => {
    const missing = file === '404.html';
    const url = missing ? root + NOWHERE : origin + urlPath(basePath, file);
    return {
      file,
      url,
      path: missing ? '/404.html' : `/${url.slice(root.length)}`,
      html: texts[at],
      size: Buffer.byteLength(texts[at]),
      facts: facts[at],
      role: missing ? 'missing' : facts[at].refresh !== null ? 'redirect' : 'page',
      kind: kindOf(file, facts[at]),
    };
  });
  const byUrl = new Map(pages.map((page) => [page.url, page]));

  return {
    dir,
    root,
    origin,
    files: new Set(files),
    pages,
    home: byUrl.get(root),
    /** What a browser is to be shown: everything but the stubs, which show nothing. */
    shown: pages.filter((page) => page.role !== 'redirect'),
    /** The page at an address, whatever its query and fragment. */
    at: (url) => byUrl.get(bare(url)) ?? byUrl.get(bare(url).replace(/\/index\.html$/, '/')),
  };
}

/** The fullest and the barest page of each kind, and so the two where a design breaks first. */
export function samples(site, { perKind = 2, kinds } = {}) {
  const groups = new Map();
  for (const page of site.shown) {
    if (kinds && !kinds.includes(page.kind)) continue;
    groups.set(page.kind, [...(groups.get(page.kind) ?? []), page]);
  }
  return [...groups.values()].flatMap((pages) => {
    const bySize = pages.toSorted((a, b) => b.size - a.size);
    return perKind === 1 || bySize.length === 1 ? [bySize[0]] : [bySize[0], bySize.at(-1)];
  });
}

/** Should search engines list it? */
export function indexable(site, page) {
  if (page.role !== 'page' || /\b(noindex|none)\b/i.test(page.facts.robots)) return false;
  const { canonical } = page.facts;
  return canonical === null || resolve(canonical, page)?.href === page.url;
}

/** The address that `href` on `page` means, or undefined when it is none. */
export function resolve(href, page) {
  try {
    const base = page.facts?.base ? new URL(page.facts.base, page.url) : page.url;
    return new URL(href.trim(), base);
  } catch {
    return undefined;
  }
}

/** The files and sizes of the style sheets that `page` loads, by their addresses. */
export function stylesheets(site, page) {
  return page.facts.stylesheets
    .map((href) => resolve(href, page))
    .filter((url) => url?.href.startsWith(site.root))
    .map((url) => decodeURIComponent(url.pathname.slice(new URL(site.root).pathname.length)))
    .filter((file) => site.files.has(file));
}

function kindOf(file, { kind }) {
  if (kind) return kind;
  if (file === '404.html') return '404';
  if (file === 'index.html') return 'home';
  if (/^\d{4}\/\d{2}\/\d{2}\//.test(file)) return 'briefing';
  const [list, id] = file.split('/');
  // `actors/x/` is an actor, `actors/` is the list of them.
  if (['actors', 'tags', 'dossiers'].includes(list) && id !== 'index.html') return list.slice(0, -1);
  return list.replace(/\.html?$/i, '');
}

function bare(url) {
  return url.replace(/[?#].*$/s, '');
}
