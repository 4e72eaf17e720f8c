// Links: every address that a page, style sheet, feed or sitemap writes leads somewhere on this site.
//
// On this site means: below the base path, answered with 200 and not by way of a redirect, and with the fragment as
// an id in the target. Other hosts may be linked to, never loaded from, and never be this machine by another name.

import { isHere, withoutFragment } from '../crawl.mjs';

export const name = 'links';

const SCHEMES = ['http:', 'https:', 'mailto:', 'tel:', 'webcal:'];
const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\]|0\.0\.0\.0)$/;
const HTML_OR_SVG = /html|svg/;

export async function run({ site, graph, report }) {
  const findings = new Map(site.pages.map((page) => [page.path, []]));
  const note = (from, what) => findings.set(from, [...(findings.get(from) ?? []), what]);

  if (!site.files.has('404.html')) note('/404.html', 'is not there');
  for (const [url, answer] of graph.answers) {
    const page = site.at(url);
    const expected = page?.role === 'missing' ? 404 : 200;
    const path = page?.path ?? `/${url.slice(site.root.length)}`;
    if (page && answer.status !== expected) note(path, `answers ${answer.status} instead of ${expected}`);
    else if (answer.status === 200 && answer.error) note(path, `is not well formed: ${answer.error}`);
  }
  for (const edge of graph.edges) {
    const what = fault(edge, site, graph.answers);
    if (what) note(edge.from, `${edge.by} ${quote(edge)}: ${what}`);
    else if (!findings.has(edge.from)) findings.set(edge.from, []);
  }
  for (const [path, found] of findings) report.verdict(path, name, found);
}

function fault({ href, use, target }, site, answers) {
  if (href.trim() === '') return 'the address is empty';
  if (!target) return 'not an address';
  // Scripts in addresses are the business of the security check.
  if (target.protocol === 'javascript:' || target.protocol === 'vbscript:') return undefined;
  if (!SCHEMES.includes(target.protocol)) return `unexpected scheme \`${target.protocol}\``;
  if (!isHere(site, target)) {
    if (use === 'resource') return 'is loaded from another host';
    return LOOPBACK.test(target.hostname) ? 'points at this machine, but not at this site' : undefined;
  }
  if (!target.pathname.startsWith(new URL(site.root).pathname)) return 'leaves the base path';

  const answer = answers.get(withoutFragment(target));
  const missing = site.at(target.href)?.role === 'missing';
  if (!answer) return undefined;
  if (answer.location) return `redirects (${answer.status}) to ${answer.location}`;
  if (answer.status !== 200 && !missing) return `answers ${answer.error ?? answer.status}`;

  const fragment = target.hash.slice(1).replace(/:~:.*$/s, '');
  if (fragment === '' || fragment === 'top' || !HTML_OR_SVG.test(answer.type)) return undefined;
  if (answer.ids?.has(fragment) || answer.ids?.has(decode(fragment))) return undefined;
  return `no element with the id \`${decode(fragment)}\` there`;
}

function quote({ href, words }) {
  return words ? `"${words}" → ${href}` : `→ ${href}`;
}

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
