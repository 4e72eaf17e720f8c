// Right to left: a page whose text runs that way passes the same accessibility and overflow checks, on a desktop too.
// A site without such a page has nothing to check here.

import { axeOn } from './axe.mjs';
import { overflowOn } from './layout.mjs';

export const name = 'rtl';

const MOST = 2;

export async function run({ site, browser, report }) {
  const pages = site.shown.filter((page) => page.facts.rtl).slice(0, MOST);
  if (pages.length === 0) return;
  await axeOn({ browser, report, check: 'rtl axe', pages });
  for (const width of [360, 1280]) {
    const context = { viewport: { width, height: 800 } };
    await overflowOn({ browser, report, check: `rtl overflow ${width}`, pages, context });
  }
}
