// The parser: Chromium itself reads the HTML and XML, so that what is checked is what a browser makes of the bytes.
//
// Documents are parsed detached: nothing in them runs, loads or is drawn. Of each one only the facts travel back,
// with addresses as they are written; whoever reads the facts resolves them.

const BATCH = 50;

/** Answers `{ html, xml }`, two functions from texts to facts, and `close`. */
export async function openParser(browser) {
  const context = await browser.newContext();
  const tab = await context.newPage();
  return {
    async html(texts) {
      const facts = [];
      for (let at = 0; at < texts.length; at += BATCH) {
        facts.push(...(await tab.evaluate(readHtml, texts.slice(at, at + BATCH))));
      }
      return facts;
    },
    xml: (text) => tab.evaluate(readXml, text),
    close: () => context.close(),
  };
}

// Runs in the browser, and so stands alone.
function readHtml(texts) {
  // [elements, attribute, what a browser or a reader does with the address]
  const ADDRESSES = [
    ['a, area', 'href', 'link'],
    ['a, area', 'xlink:href', 'link'],
    ['form', 'action', 'link'],
    ['img, script, iframe, source, video, audio, track, embed, input', 'src', 'resource'],
    ['img, source', 'srcset', 'resource'],
    ['link', 'imagesrcset', 'resource'],
    ['video', 'poster', 'resource'],
    ['object', 'data', 'resource'],
    ['use, image', 'href', 'resource'],
    ['use, image', 'xlink:href', 'resource'],
  ];
  const LOADED =
    /\b(stylesheet|icon|apple-touch-icon|mask-icon|manifest|modulepreload|preload|prefetch|prerender|preconnect|dns-prefetch)\b/i;
  const SCRIPTABLE = ['href', 'src', 'action', 'formaction', 'data', 'xlink:href', 'poster'];

  const describe = (element) => {
    const classes = [...element.classList].slice(0, 2).map((name) => `.${name}`);
    return element.localName + (element.id ? `#${element.id}` : classes.join(''));
  };
  const words = (element) => (element.textContent ?? '').replace(/\s+/g, ' ').trim().slice(0, 60);
  const candidates = (srcset) =>
    [...srcset.matchAll(/\s*([^\s,]\S*[^\s,]|[^\s,])(?:\s+[\d.]+[wxh])*\s*(?:,|$)/g)].map((match) => match[1]);

  const read = (text) => {
    const doc = new DOMParser().parseFromString(text, 'text/html');
    const all = [...doc.querySelectorAll('*')];
    const meta = (name) => doc.querySelector(`meta[name="${name}" i]`)?.getAttribute('content') ?? '';

    const addresses = [];
    for (const [elements, attribute, use] of ADDRESSES) {
      for (const element of doc.querySelectorAll(elements)) {
        const value = element.getAttribute(attribute);
        if (value === null) continue;
        for (const href of attribute.endsWith('srcset') ? candidates(value) : [value]) {
          addresses.push({ href, use, by: describe(element), words: words(element) });
        }
      }
    }
    for (const link of doc.querySelectorAll('link[href]')) {
      const use = LOADED.test(link.rel) ? 'resource' : 'mention';
      addresses.push({ href: link.getAttribute('href'), use, by: `link rel=${link.rel}`, words: '' });
    }
    for (const tag of doc.querySelectorAll('meta[property^="og:"], meta[name^="twitter:"]')) {
      const name = tag.getAttribute('property') ?? tag.getAttribute('name');
      const href = tag.getAttribute('content') ?? '';
      if (/^(og:url|og:image|og:image:url|twitter:image)$/.test(name)) {
        addresses.push({ href, use: 'mention', by: `meta ${name}`, words: '' });
      }
    }
    const refresh = doc.querySelector('meta[http-equiv="refresh" i]')?.getAttribute('content') ?? null;
    const target = refresh?.match(/^\s*[\d.]+\s*[;,]\s*(?:url\s*=\s*)?["']?(.*?)["']?\s*$/i)?.[1];
    if (target) addresses.push({ href: target, use: 'link', by: 'meta refresh', words: '' });

    const scripts = [...doc.querySelectorAll('script')].map((script) => ({
      type: (script.getAttribute('type') ?? '').trim().toLowerCase(),
      external: script.hasAttribute('src'),
      text: script.textContent,
    }));
    const flat = (value) => value.replace(/[\u0000-\u0020]/g, '').toLowerCase();

    return {
      kind: doc.body?.dataset.kind ?? null,
      robots: meta('robots'),
      refresh: target ?? null,
      base: doc.querySelector('base[href]')?.getAttribute('href') ?? null,
      canonical: doc.querySelector('link[rel~="canonical" i]')?.getAttribute('href') ?? null,
      rtl: doc.querySelector('html[dir="rtl" i], article[dir="rtl" i]') !== null,
      ids: [...all.map((element) => element.id), ...[...doc.querySelectorAll('a[name]')].map((a) => a.name)].filter(
        Boolean,
      ),
      addresses,
      stylesheets: [...doc.querySelectorAll('link[rel~="stylesheet" i][href]')].map((link) =>
        link.getAttribute('href'),
      ),
      styles: [
        ...[...doc.querySelectorAll('style')].map((style) => style.textContent),
        ...[...doc.querySelectorAll('[style]')].map((element) => element.getAttribute('style')),
      ],
      data: scripts.filter((script) => script.type === 'application/ld+json').map((script) => script.text),
      inline: scripts
        .filter((script) => !script.external && script.type !== 'application/ld+json')
        .map((script) => script.text.replace(/\s+/g, ' ').trim().slice(0, 60)),
      handlers: all.flatMap((element) =>
        [...element.attributes]
          .filter(({ name }) => /^on/i.test(name))
          .map(({ name }) => `${describe(element)} ${name}`),
      ),
      scripted: all.flatMap((element) =>
        SCRIPTABLE.filter((name) => /^(javascript|vbscript):/.test(flat(element.getAttribute(name) ?? ''))).map(
          (name) => `${describe(element)} ${name}`,
        ),
      ),
    };
  };
  return texts.map(read);
}

// Runs in the browser, and so stands alone.
function readXml(text) {
  const doc = new DOMParser().parseFromString(text, 'application/xml');
  const error = doc.querySelector('parsererror');
  if (error)
    return { error: error.textContent.replace(/\s+/g, ' ').trim().slice(0, 160), root: null, addresses: [], ids: [] };
  const texts = (name) => [...doc.getElementsByTagName(name)].map((element) => element.textContent.trim());
  const root = doc.documentElement.localName;
  const addresses = {
    feed: () => [...doc.querySelectorAll('link[href]')].map((link) => link.getAttribute('href')),
    rss: () => texts('link'),
    sitemapindex: () => texts('loc'),
    svg: () => [...doc.querySelectorAll('[href]')].map((element) => element.getAttribute('href')),
    urlset: () => texts('loc'),
  };
  return {
    error: null,
    root,
    addresses: addresses[root]?.() ?? [],
    ids: [...doc.querySelectorAll('[id]')].map((element) => element.id),
  };
}
