// Weight: what a reader on a slow phone has to fetch before the first word shows, uncompressed.
//
// A home, briefing or actor page with all its style sheets stays under 50 kB; the style sheets of any page stay under
// 20 kB together.

import { stat } from 'node:fs/promises';
import path from 'node:path';
import { stylesheets } from '../site.mjs';

export const name = 'weight';

const PAGE_LIMIT = 50 * 1024;
const CSS_LIMIT = 20_000;
const LIMITED = ['home', 'briefing', 'actor'];

export async function run({ site, report }) {
  const sizes = new Map();
  const sizeOf = async (file) => {
    if (!sizes.has(file)) sizes.set(file, (await stat(path.join(site.dir, file))).size);
    return sizes.get(file);
  };

  for (const page of site.shown) {
    const files = stylesheets(site, page);
    let css = 0;
    for (const file of files) css += await sizeOf(file);

    const findings = [];
    if (css >= CSS_LIMIT)
      findings.push(`style sheets of ${css} bytes (${files.join(', ')}), the limit is ${CSS_LIMIT}`);
    if (LIMITED.includes(page.kind) && page.size + css >= PAGE_LIMIT) {
      findings.push(`${page.size} bytes of HTML and ${css} of CSS make ${page.size + css}, the limit is ${PAGE_LIMIT}`);
    }
    report.verdict(page.path, name, findings);
  }
}
