// The crawl: from the home page along every address that a page, style sheet, feed or sitemap writes.
//
// It asks and remembers; it judges nothing. What comes back are the edges (who names which address, and why), the
// answers (one for each distinct address on this site), and the pages a reader can reach from the home page by links.

import { resolve } from './site.mjs';

const AT_ONCE = 8;
// Hints to connect are promises about a host; there is nothing to fetch.
const HINTS = /\b(preconnect|dns-prefetch)\b/i;

/** Walks `site`; answers `{ edges, answers, reached }`. */
export async function crawl(site, parser) {
  const edges = [];
  const answers = new Map();
  let waiting = [];

  const expand = async (url) => {
    const page = site.at(url);
    const from = page?.path ?? `/${url.slice(site.root.length)}`;
    const answer = await ask(url);
    answers.set(url, answer);
    if (page) answer.ids = new Set(page.facts.ids);
    else if (answer.status === 200) await readOther(answer, parser);
    const found = page ? addressesOf(page) : (answer.addresses ?? []);
    for (const address of found) {
      const target = resolve(address.href, page ?? { url });
      if (address.use !== 'link' && /^(data|blob):/.test(target?.protocol ?? '')) continue;
      const edge = { ...address, from, page, target };
      edges.push(edge);
      if (target && isHere(site, target) && !HINTS.test(address.by)) waiting.push(withoutFragment(target));
    }
    delete answer.body;
  };

  const walk = async (starts) => {
    waiting = starts;
    while (waiting.length > 0) {
      const fresh = [...new Set(waiting)].filter((url) => !answers.has(url));
      waiting = [];
      for (let at = 0; at < fresh.length; at += AT_ONCE) await Promise.all(fresh.slice(at, at + AT_ONCE).map(expand));
    }
  };

  // First what the home page leads to, then the files no link leads to, and what only they name.
  await walk([site.root, `${site.root}sitemap.xml`]);
  await walk(site.pages.map((page) => page.url));
  return { edges, answers, reached: follow(site, edges) };
}

/** The pages that links lead to, starting at home. */
function follow(site, edges) {
  const next = new Map(site.pages.map((page) => [page, new Set()]));
  for (const { use, page, target } of edges) {
    const to = use === 'link' && page && target ? site.at(target.href) : undefined;
    if (to) next.get(page).add(to);
  }
  // A set that grows while it is walked visits what is added, too.
  const reached = new Set([site.home]);
  for (const page of reached) for (const to of next.get(page)) reached.add(to);
  return reached;
}

/** Is `url` on this host? Calendars are subscribed to as `webcal:`, which is HTTP. */
export function isHere(site, url) {
  return url.protocol === 'webcal:' ? url.host === new URL(site.root).host : url.origin === site.origin;
}

/** The address to ask for. */
export function withoutFragment(url) {
  return url.href.replace(/#.*$/s, '').replace(/^webcal:/, 'http:');
}

async function ask(url) {
  try {
    const response = await fetch(url, { redirect: 'manual' });
    return {
      status: response.status,
      type: (response.headers.get('content-type') ?? '').split(';', 1)[0],
      location: response.headers.get('location'),
      body: await response.text(),
    };
  } catch (error) {
    return { status: 0, type: '', location: null, body: '', error: error.message };
  }
}

function addressesOf(page) {
  const { addresses, styles, data } = page.facts;
  return [
    ...addresses,
    ...styles.flatMap((css) => inCss(css, 'style')),
    ...data.flatMap((text) => inJson(text, 'JSON-LD')),
  ];
}

async function readOther(answer, parser) {
  const mention = (href) => ({ href, use: 'mention', by: answer.root ?? answer.type, words: '' });
  if (answer.type === 'text/css') {
    answer.addresses = inCss(answer.body, 'CSS');
  } else if (/\bxml$/.test(answer.type)) {
    const { error, root, addresses, ids } = await parser.xml(answer.body);
    Object.assign(answer, { error, root, ids: new Set(ids) });
    answer.addresses = addresses.map(mention);
  } else if (/\bjson$/.test(answer.type)) {
    answer.error = jsonError(answer.body);
    answer.addresses = inJson(answer.body, 'JSON');
  }
}

function inCss(css, by) {
  const plain = css.replace(/\/\*.*?\*\//gs, '');
  const found = [
    ...plain.matchAll(/url\(\s*(?:"([^"]*)"|'([^']*)'|([^)"']*?))\s*\)/gi),
    ...plain.matchAll(/@import\s+(?:"([^"]*)"|'([^']*)')/gi),
  ];
  return found
    .map((match) => match.slice(1).find((part) => part !== undefined) ?? '')
    .filter((href) => href !== '' && !href.startsWith('#'))
    .map((href) => ({ href, use: 'resource', by, words: '' }));
}

/** Every string in a JSON text that is an address (`{…}` marks a template, which is none). */
function inJson(text, by) {
  const found = [];
  try {
    JSON.parse(text, (key, value) => {
      const address = typeof value === 'string' && /^https?:\/\/[^\s{}]+$/.test(value);
      // An `@id` is a name that looks like an address: its page must exist, its fragment need not.
      if (address)
        found.push({ href: key === '@id' ? value.replace(/#.*$/, '') : value, use: 'mention', by, words: '' });
      return value;
    });
  } catch {
    // Said by the check that owns the text.
  }
  return found;
}

function jsonError(text) {
  try {
    JSON.parse(text);
    return null;
  } catch (error) {
    return error.message;
  }
}
