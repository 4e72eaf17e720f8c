// Screenshots: the fullest page of each kind (and one that runs right to left) at three widths, light and dark, for
// eyes to judge. They are pictures, not checks.

import path from 'node:path';
import { open, settle, visitEach } from './browser.mjs';
import { samples } from './site.mjs';

const WIDTHS = [360, 768, 1440];
const SCHEMES = ['light', 'dark'];

/** Writes `<kind>-<width>-<scheme>.png` for each into `dir`. */
export async function takeScreenshots({ site, browser, report, dir }) {
  const named = new Map(samples(site, { perKind: 1 }).map((page) => [page.kind, page]));
  const rtl = site.shown.find((page) => page.facts.rtl);
  if (rtl) named.set('rtl', rtl);
  const names = new Map([...named].map(([kind, page]) => [page, []]));
  for (const [kind, page] of named) names.get(page).push(kind.replace(/[^\p{L}\p{N}_-]+/gu, '-'));

  const pages = [...names.keys()];
  await visitEach({ browser, report, check: 'screenshot', pages, context: {} }, async (tab, page) => {
    await open(tab, page);
    for (const width of WIDTHS) {
      await tab.setViewportSize({ width, height: 900 });
      for (const colorScheme of SCHEMES) {
        await tab.emulateMedia({ colorScheme });
        await settle(tab);
        for (const name of names.get(page)) {
          await tab.screenshot({ path: path.join(dir, `${name}-${width}-${colorScheme}.png`), fullPage: true });
        }
      }
    }
    return {};
  });
}
