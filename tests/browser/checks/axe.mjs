// Accessibility: axe-core finds no violation of WCAG 2.2 A and AA nor of its best practices, on the fullest and the
// barest page of each kind, in light and dark, on a desktop and on a phone.

import { readFile } from 'node:fs/promises';
import { open, settle, visitEach } from '../browser.mjs';
import { samples } from '../site.mjs';

export const name = 'axe';

const AXE = await readFile(new URL(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const WIDTHS = [1280, 360];
const SCHEMES = ['light', 'dark'];

export async function run({ site, browser, report }) {
  await axeOn({ browser, report, check: name, pages: samples(site) });
}

/** Runs axe on `pages` in all four settings; a setting is a check of its own. */
export async function axeOn({ browser, report, check, pages }) {
  const context = { viewport: { width: WIDTHS[0], height: 800 }, reducedMotion: 'reduce' };
  await visitEach({ browser, report, check, pages, context }, async (tab, page) => {
    const verdicts = {};
    await tab.setViewportSize({ width: WIDTHS[0], height: 800 });
    await open(tab, page);
    await tab.evaluate(AXE);
    for (const width of WIDTHS) {
      await tab.setViewportSize({ width, height: 800 });
      // On a phone, what is folded away (the navigation, above all) is part of the page. Unfolded, it may lie over
      // other links, as a menu does; their size is measured by the layout check.
      const unfolded = width < 600;
      if (unfolded) await tab.evaluate(unfold);
      for (const colorScheme of SCHEMES) {
        await tab.emulateMedia({ colorScheme });
        await settle(tab);
        const violations = await tab.evaluate(inspect, { tags: TAGS, targets: !unfolded });
        verdicts[`${check} ${colorScheme} ${width}`] = violations.map(sentence);
      }
    }
    return verdicts;
  });
}

// The next two run in the browser, and so stand alone.

function unfold() {
  for (const details of document.querySelectorAll('details')) details.open = true;
}

async function inspect({ tags, targets }) {
  const run = (runOnly) =>
    globalThis.axe.run(document, {
      runOnly,
      rules: { 'target-size': { enabled: targets } },
      resultTypes: ['violations'],
    });
  let { violations } = await run({ type: 'tag', values: tags });

  // Axe takes text in joined letters for an icon font and passes over its colours. Colours do not depend on letters,
  // so for that one rule it is shown others.
  const JOINED =
    /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Nko}\p{Script=Thaana}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Mongolian}]/gu;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const written = new Map();
  while (walker.nextNode()) {
    const { currentNode: node } = walker;
    if (node.data.search(JOINED) >= 0) written.set(node, node.data);
  }
  if (written.size > 0) {
    for (const [node, text] of written) node.data = text.replace(JOINED, 'x');
    const contrast = await run({ type: 'rule', values: ['color-contrast'] });
    for (const [node, text] of written) node.data = text;
    violations = [...violations.filter(({ id }) => id !== 'color-contrast'), ...contrast.violations];
  }

  return violations.map(({ id, impact, help, nodes }) => ({
    id,
    impact,
    help,
    count: nodes.length,
    target: nodes[0].target.join(' '),
    why: [...nodes[0].any, ...nodes[0].all, ...nodes[0].none].map(({ message }) => message).join('; '),
  }));
}

function sentence({ id, impact, help, count, target, why }) {
  const where = count === 1 ? target : `${target} and ${count - 1} more`;
  return `${id} (${impact}): ${help}: ${where}: ${why}`.replace(/\s+/g, ' ').slice(0, 400);
}
