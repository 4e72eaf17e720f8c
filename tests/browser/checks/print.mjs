// Print: a briefing becomes an A4 document; on paper its headline stands, no navigation does, nothing is cut off that a
// screen would scroll, and dates behind words are written out, which a screen keeps for screen readers.

import path from 'node:path';
import { open, visitEach } from '../browser.mjs';
import { samples } from '../site.mjs';

export const name = 'print';

// What margins of 22 mm leave of A4, in CSS pixels.
const PAPER = { width: 627, height: 986 };
const DATE = '<span class="date">';

export async function run({ site, browser, report, screenshots }) {
  const dated = site.shown.filter((page) => page.html.includes(DATE));
  report.verdict('/', `${name} dates`, dated.length > 0 ? [] : ['no date behind words to look at']);
  const pages = [...new Set([...samples(site, { perKind: 1, kinds: ['briefing'] }), ...dated.slice(0, 3)])];
  await visitEach({ browser, report, check: name, pages, context: { viewport: PAPER } }, async (tab, page) => {
    const findings = [];
    await tab.emulateMedia({ media: 'screen' });
    await open(tab, page);
    for (const date of await tab.evaluate(dates)) {
      if (date.width > 1) findings.push(`a date behind words takes room on a screen: "${date.text}"`);
    }
    await tab.emulateMedia({ media: 'print' });
    for (const date of await tab.evaluate(dates)) {
      if (date.width < 30) findings.push(`a date behind words is not on paper: "${date.text}"`);
    }
    const seen = await tab.evaluate(() => {
      const visible = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
      const label = (nav) => nav.getAttribute('aria-label') ?? nav.className ?? '';
      return {
        headline: [...document.querySelectorAll('h1')].some(visible),
        navigation: [...document.querySelectorAll('nav')].filter(visible).map(label),
        cut: [...document.querySelectorAll('main *')]
          .filter((it) => visible(it) && getComputedStyle(it).overflowX !== 'visible' && it.scrollWidth > it.clientWidth + 1)
          .map((it) => `${it.localName}.${it.className} needs ${it.scrollWidth} px and has ${it.clientWidth}`),
        tall: [...document.images].filter((it) => visible(it) && it.height > innerHeight).map((it) => it.height),
      };
    });
    for (const what of seen.cut) findings.push(`cut off on paper: ${what}`);
    for (const height of seen.tall) findings.push(`a picture of ${height} px is taller than the paper`);
    if (!seen.headline) findings.push('no h1 on paper');
    for (const label of seen.navigation) findings.push(`navigation on paper: nav "${label}"`);

    const pdf = await tab.pdf({
      format: 'A4',
      preferCSSPageSize: true,
      path: screenshots && path.join(screenshots, 'briefing-print.pdf'),
    });
    if (pdf.subarray(0, 5).toString('latin1') !== '%PDF-') findings.push('printing gave no PDF');
    return { [name]: findings };
  });
}

/** In the browser: each date behind words that is in sight, and the room that it takes. */
function dates() {
  const shown = [...document.querySelectorAll('time .date')].filter((date) => date.closest('time').checkVisibility());
  return shown.map((date) => ({ text: date.closest('time').textContent, width: date.getBoundingClientRect().width }));
}
