// Layout: nothing runs off the side of a phone, of a tablet, upright or not, or of a page zoomed to 200 %, folded or
// unfolded, and a thumb can hit every target.
//
// With letters twice as large, a phone still shows short words whole: columns that leave no room for them give way.
//
// A target is at least 24 by 24 px, as WCAG 2.2 AA asks; links in a line of other words are excepted, and a target
// alone in its line is not, however far its neighbours are.
//
// The marker of a citation stands in the line of the word that it belongs to, and a link among other words in a cell of
// a table leaves the lines as they are.

import { open, settle, visitEach } from '../browser.mjs';
import { samples } from '../site.mjs';

export const name = 'layout';

const PHONE = { viewport: { width: 360, height: 740 } };
// The narrowest that WCAG 2.2 asks for, in 1.4.10.
const NARROW = { viewport: { width: 320, height: 568 } };
const TABLET = { viewport: { width: 768, height: 1024 } };
const ACROSS = { viewport: { width: 1024, height: 768 } };
// A window of 1280 px at 200 % has 640 px to lay out, each drawn with two.
const ZOOMED = { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 };

export async function run({ site, browser, report }) {
  const measured = new Set(samples(site));
  await visitEach({ browser, report, check: name, pages: site.shown, context: PHONE }, async (tab, page) => {
    const found = await measurePage(tab, page);
    return {
      'overflow 360': found.overflow,
      'citations 360': found.citations,
      'cells 360': found.cells,
      ...(measured.has(page) ? { 'targets 360': found.targets } : {}),
    };
  });
  await overflowOn({ browser, report, check: 'overflow 320', pages: [...measured], context: NARROW });
  await overflowOn({ browser, report, check: 'overflow 768', pages: [...measured], context: TABLET });
  await overflowOn({ browser, report, check: 'overflow 1024', pages: [...measured], context: ACROSS });
  await overflowOn({ browser, report, check: 'overflow zoom 200%', pages: [...measured], context: ZOOMED });
  await visitEach({ browser, report, check: name, pages: [...measured], context: PHONE }, async (tab, page) => {
    await open(tab, page);
    await tab.evaluate(() => {
      document.documentElement.style.fontSize = '200%';
    });
    await settle(tab);
    return { 'words text 200%': await tab.evaluate(brokenWords) };
  });
}

/** Opens `pages` in `context` and reports what runs off their side under the name `check`. */
export async function overflowOn({ browser, report, check, pages, context }) {
  await visitEach({ browser, report, check, pages, context }, async (tab, page) => {
    const { overflow } = await measurePage(tab, page);
    return { [check]: overflow };
  });
}

async function measurePage(tab, page) {
  await open(tab, page);
  const folded = await tab.evaluate(measure);
  await tab.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
  await settle(tab);
  const unfolded = await tab.evaluate(measure);
  return { ...unfolded, overflow: folded.overflow ?? unfolded.overflow ?? [] };
}

// Runs in the browser, and so stands alone. Words of up to seven letters are never hyphenated, and one line holds them.
function brokenWords() {
  const found = [];
  const clipped = (element) => {
    for (let up = element; up; up = up.parentElement) {
      if (/^inset\((50|100)%/.test(getComputedStyle(up).clipPath)) return true;
    }
    return false;
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode;
    const element = text.parentElement;
    if (element.closest('pre, code, script') || !element.checkVisibility({ visibilityProperty: true })) continue;
    if (clipped(element)) continue;
    for (const { 0: word, index } of text.data.matchAll(/(?<![^\s(])\p{L}{2,7}(?![^\s),.;:])/gu)) {
      const range = document.createRange();
      range.setStart(text, index);
      range.setEnd(text, index + word.length);
      const boxes = [...range.getClientRects()].filter(({ width }) => width > 0);
      if (boxes.some(({ top }) => top >= boxes[0].bottom)) found.push(`a short word is broken: ${element.localName} "${word}"`);
    }
  }
  return [...new Set(found)];
}

// Runs in the browser, and so stands alone.
function measure() {
  const MINIMUM = 24;
  const ROUNDING = 0.5;
  const root = document.documentElement;
  const style = (element, pseudo) => getComputedStyle(element, pseudo);

  const describe = (element) => {
    const one = (it) =>
      it.localName +
      (it.id
        ? `#${it.id}`
        : [...it.classList]
            .slice(0, 2)
            .map((name) => `.${name}`)
            .join(''));
    const parent = element.parentElement;
    return parent && parent !== document.body ? `${one(parent)} > ${one(element)}` : one(element);
  };
  const words = (element) =>
    (element.textContent || element.getAttribute('aria-label') || element.value || '')
      .replace(/\s+/g, ' ')
      .trim()
      .slice(0, 40);

  function overflow() {
    // A root that hides what runs over still cuts it off, so it is made to show it.
    for (const element of [root, document.body]) {
      if (/hidden|clip/.test(style(element).overflowX)) element.style.setProperty('overflow-x', 'visible', 'important');
    }
    if (root.scrollWidth <= root.clientWidth) return null;
    const rtl = style(root).direction === 'rtl';
    // A long word sticks out of a box that does not.
    const boxes = (element) => {
      const texts = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
      const ranges = texts.map((text) => {
        const range = document.createRange();
        range.selectNode(text);
        return range;
      });
      return [element, ...ranges].map((it) => it.getBoundingClientRect());
    };
    const sticksOut = (element) =>
      boxes(element).some(
        ({ left, right, width }) => width > 0 && (rtl ? left < -ROUNDING : right > root.clientWidth + ROUNDING),
      );
    const contained = (element) => {
      for (let up = element.parentElement; up && up !== document.body; up = up.parentElement) {
        if (style(up).overflowX !== 'visible') return true;
      }
      return false;
    };
    const culprits = [...document.body.querySelectorAll('*')].filter(
      (element) => sticksOut(element) && !contained(element),
    );
    const innermost = culprits.find(
      (element) => !culprits.some((other) => other !== element && element.contains(other)),
    );
    const blame = innermost ? `: ${describe(innermost)} "${words(innermost)}"` : '';
    return [`the page is ${root.scrollWidth} px wide in a window of ${root.clientWidth}${blame}`];
  }

  function citations() {
    const strays = [...document.querySelectorAll('main .cite')].filter((marker) => {
      const before = marker.previousSibling;
      if (before?.nodeType !== Node.TEXT_NODE || /\s$/.test(before.data)) return false;
      const last = document.createRange();
      last.setStart(before, before.length - 1);
      last.setEnd(before, before.length);
      return marker.getBoundingClientRect().top >= last.getBoundingClientRect().bottom;
    });
    return strays.map((marker) => `a line begins with the marker ${words(marker)}: ${describe(marker)}`);
  }

  function cells() {
    const boxes = [...document.querySelectorAll('td a[href], th a[href]')].filter((link) => {
      const besides = [...link.parentElement.childNodes].some(
        (node) => node.nodeType === Node.TEXT_NODE && /[\p{L}\p{N}]/u.test(node.data),
      );
      const hasItsLine = link.offsetWidth >= link.parentElement.clientWidth;
      return besides && style(link).display !== 'inline' && !hasItsLine;
    });
    return boxes.map((link) => `a link among words is a box: ${describe(link)} "${words(link)}"`);
  }

  function targets() {
    const TARGETS =
      'a[href], button, input:not([type="hidden"]), select, textarea, summary, [role="button"], [role="link"], [tabindex="0"]';
    const all = [...document.querySelectorAll(TARGETS)];

    const box = (element) => {
      const { left, top, right, bottom } = element.getBoundingClientRect();
      return { left, top, right, bottom };
    };
    const around = (boxes) => ({
      left: Math.min(...boxes.map((it) => it.left)),
      top: Math.min(...boxes.map((it) => it.top)),
      right: Math.max(...boxes.map((it) => it.right)),
      bottom: Math.max(...boxes.map((it) => it.bottom)),
    });
    const size = (element) => {
      // A click on its label is a click on the control.
      const { left, top, right, bottom } = around([element, ...(element.labels ?? [])].map(box));
      let [width, height] = [right - left, bottom - top];
      // A link that a pseudo-element stretches over its card is as large as the card.
      for (const pseudo of ['::before', '::after']) {
        const stretched = style(element, pseudo);
        if (stretched.content === 'none' || stretched.position !== 'absolute') continue;
        width = Math.max(width, parseFloat(stretched.width) || 0);
        height = Math.max(height, parseFloat(stretched.height) || 0);
      }
      return { width, height };
    };
    const shown = (element) => {
      if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return false;
      const { left, top, right, bottom } = box(element);
      // Skip links wait outside the page, or clipped to a dot, until they have the focus.
      const outside = right + scrollX <= 0 || bottom + scrollY <= 0;
      const dot = right - left <= 1 || bottom - top <= 1;
      const { clip, clipPath } = style(element);
      return !outside && !dot && clip === 'auto' && !/^inset\((50|100)%/.test(clipPath);
    };
    const inWords = (element) => {
      if (style(element).display !== 'inline') return false;
      let block = element.parentElement;
      while (block && style(block).display.startsWith('inline')) block = block.parentElement;
      if (!block) return false;
      const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const owner = walker.currentNode.parentElement;
        if (owner && !owner.closest(TARGETS) && /[\p{L}\p{N}]/u.test(walker.currentNode.data)) return true;
      }
      return false;
    };

    const small = new Map();
    for (const element of all) {
      if (!shown(element) || inWords(element)) continue;
      const { width, height } = size(element);
      if (width >= MINIMUM - ROUNDING && height >= MINIMUM - ROUNDING) continue;
      const where = describe(element);
      const entry = small.get(where) ?? {
        count: 0,
        example: `"${words(element)}" ${Math.round(width)}×${Math.round(height)}`,
      };
      small.set(where, { ...entry, count: entry.count + 1 });
    }
    return [...small].map(
      ([where, { count, example }]) =>
        `target under ${MINIMUM}×${MINIMUM} px: ${where} ${example}${count > 1 ? ` (${count} such)` : ''}`,
    );
  }

  return { citations: citations(), cells: cells(), targets: targets(), overflow: overflow() };
}
