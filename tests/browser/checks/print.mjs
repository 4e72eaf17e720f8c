// Print: a briefing becomes an A4 document; on paper its headline stands and no navigation does.

import path from 'node:path';
import { open, visitEach } from '../browser.mjs';
import { samples } from '../site.mjs';

export const name = 'print';

export async function run({ site, browser, report, screenshots }) {
  const pages = samples(site, { perKind: 1, kinds: ['briefing'] });
  await visitEach({ browser, report, check: name, pages, context: {} }, async (tab, page) => {
    const findings = [];
    await open(tab, page);
    await tab.emulateMedia({ media: 'print' });
    const seen = await tab.evaluate(() => {
      const visible = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
      const label = (nav) => nav.getAttribute('aria-label') ?? nav.className ?? '';
      return {
        headline: [...document.querySelectorAll('h1')].some(visible),
        navigation: [...document.querySelectorAll('nav')].filter(visible).map(label),
      };
    });
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
