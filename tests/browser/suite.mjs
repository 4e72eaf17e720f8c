// The suite: serves a site, reads it, crawls it, and lets each check have its say. The order is that of the report's
// reader: what is broken first, what is ugly later, pictures last.

import { mkdir } from 'node:fs/promises';
import { crawl } from './crawl.mjs';
import { openParser } from './parser.mjs';
import { Report } from './report.mjs';
import { takeScreenshots } from './screenshots.mjs';
import { serve } from './server.mjs';
import { readSite, resolve } from './site.mjs';
import * as axe from './checks/axe.mjs';
import * as html from './checks/html.mjs';
import * as layout from './checks/layout.mjs';
import * as links from './checks/links.mjs';
import * as noscript from './checks/noscript.mjs';
import * as print from './checks/print.mjs';
import * as quiet from './checks/quiet.mjs';
import * as rtl from './checks/rtl.mjs';
import * as security from './checks/security.mjs';
import * as sitemap from './checks/sitemap.mjs';
import * as vocabulary from './checks/vocabulary.mjs';
import * as weight from './checks/weight.mjs';

export const CHECKS = [links, sitemap, security, vocabulary, weight, html, quiet, axe, layout, rtl, noscript, print];

/** The site in the folder cannot be checked at all. */
export class NotASite extends Error {}

/**
 * Checks the site in `dir` and answers its `Report`. `only` names the checks to run (all, if empty); `screenshots` is
 * a folder for pictures, or nothing; `progress` is told what has been done and how long it took.
 */
export async function checkSite({ dir, port, basePath, browser, only = [], screenshots, progress = () => {} }) {
  const report = new Report();
  const server = await serve(dir, { basePath, port });
  const parser = await openParser(browser);
  const timed = async (what, work) => {
    const start = performance.now();
    const result = await work();
    progress(what, performance.now() - start);
    return result;
  };

  try {
    const root = `http://127.0.0.1:${server.port}${basePath}`;
    const site = await timed('read', () => readSite(dir, root, parser));
    demandHome(site);
    if (screenshots) await mkdir(screenshots, { recursive: true });
    const graph = await timed('crawl', () => crawl(site, parser));
    for (const check of CHECKS) {
      if (only.length > 0 && !only.includes(check.name)) continue;
      await timed(check.name, () => check.run({ site, graph, browser, report, screenshots }));
    }
    if (screenshots) {
      await timed('screenshots', () => takeScreenshots({ site, browser, report, dir: screenshots }));
    }
    return report;
  } finally {
    await parser.close();
    await server.close();
  }
}

/** A site built for another address would fail everywhere; that is one mistake, and is said once. */
function demandHome(site) {
  if (!site.home) throw new NotASite(`no index.html in ${site.dir}`);
  const { canonical } = site.home.facts;
  const builtFor = canonical === null ? undefined : resolve(canonical, site.home)?.href;
  if (builtFor && builtFor !== site.root) {
    throw new NotASite(`the site was built for ${builtFor} but is served at ${site.root}: build it with that base_url`);
  }
}
