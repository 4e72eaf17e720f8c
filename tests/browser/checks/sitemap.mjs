// The sitemap and its mirror: what is listed exists and wants to be found; what wants to be found is listed, and a
// reader can come to it by links from the home page.
//
// Not to be reached by links: 404.html, redirect stubs and pages marked `noindex`.

import { indexable } from '../site.mjs';

export const name = 'sitemap';

export async function run({ site, graph, report }) {
  const sitemap = `${site.root}sitemap.xml`;
  const answer = graph.answers.get(sitemap);
  const listed = new Set();
  const findings = [];

  if (answer?.status !== 200) findings.push(`answers ${answer?.status}`);
  else if (!['urlset', 'sitemapindex'].includes(answer.root))
    findings.push(`is a \`${answer.root}\`, not a \`urlset\``);

  const entries = graph.edges.filter(({ by }) => by === 'urlset' || by === 'sitemapindex');
  for (const { href, target, by } of entries) {
    if (by === 'sitemapindex') continue;
    const page = target && site.at(target.href);
    if (!target?.href.startsWith(site.root)) findings.push(`${href} is not on this site`);
    else if (page && !indexable(site, page)) findings.push(`${href} is listed but is not to be indexed`);
    else if (page && listed.has(page)) findings.push(`${href} is listed twice`);
    if (page) listed.add(page);
  }
  report.verdict('/sitemap.xml', name, findings);

  for (const page of site.pages) {
    if (!indexable(site, page)) continue;
    report.verdict(page.path, name, listed.has(page) ? [] : ['is not in sitemap.xml']);
    report.verdict(
      page.path,
      'reachable',
      graph.reached.has(page) ? [] : ['no chain of links leads here from the home page'],
    );
  }

  if (site.files.has('robots.txt')) await checkRobots(site, report);
}

/** A sitemap that robots.txt names must be there. */
async function checkRobots(site, report) {
  const text = await (await fetch(`${site.root}robots.txt`)).text();
  const named = [...text.matchAll(/^\s*sitemap:\s*(\S+)/gim)].map((match) => match[1]);
  const findings = [];
  for (const url of named) {
    const status = url.startsWith(site.root) ? (await fetch(url)).status : 0;
    if (status !== 200) findings.push(`Sitemap: ${url} ${status === 0 ? 'is not on this site' : `answers ${status}`}`);
  }
  report.verdict('/robots.txt', name, findings);
}
