// Without JavaScript: the home page, a briefing and an actor still show their headline, their whole text and their
// navigation (links that are visible, or one click away in a `<details>`).

import { open, visitEach } from '../browser.mjs';
import { samples } from '../site.mjs';

export const name = 'noscript';

const WIDTHS = [360, 1280];
const KINDS = ['home', 'briefing', 'actor'];

export async function run({ site, browser, report }) {
  const pages = samples(site, { perKind: 1, kinds: KINDS });
  // A check that finds nothing to look at has not passed.
  const absent = KINDS.filter((kind) => !pages.some((page) => page.kind === kind));
  report.verdict(
    '/',
    `${name} kinds`,
    absent.map((kind) => `the site has no page of the kind \`${kind}\``),
  );

  const lengths = new Map();
  await visitEach({ browser, report, check: 'noscript text', pages, context: {} }, async (tab, page) => {
    await open(tab, page);
    lengths.set(page, (await tab.evaluate(look)).length);
    return {};
  });
  for (const width of WIDTHS) {
    const context = { javaScriptEnabled: false, viewport: { width, height: 800 } };
    const check = `${name} ${width}`;
    await visitEach({ browser, report, check, pages, context }, async (tab, page) => {
      await tab.goto(page.url, { waitUntil: 'load' });
      const seen = await tab.evaluate(look);
      const findings = [];
      if (seen.headlines !== 1) findings.push(`${seen.headlines} visible h1 instead of one`);
      if (seen.length === 0) findings.push('`<main>` shows no text');
      else if (seen.length < lengths.get(page) * 0.9) {
        findings.push(`\`<main>\` shows ${seen.length} characters without JavaScript, ${lengths.get(page)} with it`);
      }
      if (seen.links === 0) findings.push('no navigation links');
      if (seen.hidden.length > 0) findings.push(`navigation out of reach: ${seen.hidden.join(', ')}`);
      return { [check]: findings };
    });
  }
}

// Runs in the browser, and so stands alone.
function look() {
  const visible = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const headlines = [...document.querySelectorAll('h1')].filter(
    (h1) => visible(h1) && h1.innerText.trim() !== '',
  ).length;
  const length = document.querySelector('main')?.innerText.trim().length ?? 0;

  // What a click on a visible summary unfolds is within reach; the outer ones come first in the document.
  for (const details of document.querySelectorAll('details:not([open])')) {
    const summary = details.querySelector(':scope > summary');
    if (summary && visible(summary)) details.open = true;
  }
  const links = [...document.querySelectorAll('nav a[href]')];
  return {
    headlines,
    length,
    links: links.length,
    hidden: links.filter((link) => !visible(link)).map((link) => `"${link.textContent.trim()}"`),
  };
}
