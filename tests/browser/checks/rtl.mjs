// Right to left: a page whose text runs that way passes the same accessibility and overflow checks, on a desktop too, and
// its key figures keep the order of their digits, which spaces and dashes between them would turn round.
// A site without such a page has nothing to check here.

import { open, visitEach } from '../browser.mjs';
import { axeOn } from './axe.mjs';
import { overflowOn } from './layout.mjs';

export const name = 'rtl';

const MOST = 2;

export async function run({ site, browser, report }) {
  const all = site.shown.filter((page) => page.facts.rtl);
  const pages = all.slice(0, MOST);
  if (pages.length === 0) return;
  await axeOn({ browser, report, check: 'rtl axe', pages });
  for (const width of [360, 1280]) {
    const context = { viewport: { width, height: 800 } };
    await overflowOn({ browser, report, check: `rtl overflow ${width}`, pages, context });
  }
  await visitEach({ browser, report, check: 'rtl figures', pages: all, context: {} }, async (tab, page) => {
    await open(tab, page);
    const turned = await tab.evaluate(figuresTurnedRound);
    return { 'rtl figures': turned.map((text) => `digits in the wrong order: "${text}"`) };
  });
}

/** In the browser: the key figures whose first digit is not at the left. */
function figuresTurnedRound() {
  const texts = [...document.querySelectorAll('.number b')].map((figure) => figure.firstChild);
  const left = (text, at) => {
    const range = document.createRange();
    range.setStart(text, at);
    range.setEnd(text, at + 1);
    return range.getBoundingClientRect().left;
  };
  return texts
    .filter((text) => /^\d[^\p{L}]*\d$/u.test(text?.data ?? ''))
    .filter((text) => left(text, 0) > left(text, text.length - 1))
    .map((text) => text.data);
}
