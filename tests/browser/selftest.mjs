// The self-test: the good fixture passes every check, and each check can fail. A case spoils one thing in the fixture,
// runs one check, and expects the finding, in words and on the page where it belongs.
//
//     node selftest.mjs

import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { launch } from './browser.mjs';
import { goodSite } from './fixture.mjs';
import { checkSite, NotASite } from './suite.mjs';

const BASE_PATH = '/sub/path/';
const TALKS = '2025/03/01/talks/index.html';
const TALKS_URL = '/2025/03/01/talks/';
const ACTOR = 'actors/a/index.html';
const ACTOR_URL = '/actors/a/';
const LONG = `<p>${'long'.repeat(40)}</p>`;

let browser;
let port;
let root;
let scratch;

before(async () => {
  browser = await launch();
  port = await freePort();
  root = `http://127.0.0.1:${port}${BASE_PATH}`;
  scratch = await mkdtemp(path.join(tmpdir(), 'browser-check-'));
});

after(async () => {
  await browser?.close();
  if (scratch) await rm(scratch, { recursive: true });
});

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port: free } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return free;
}

/** Writes the fixture, changed by `spoil(files)`, and checks it. */
async function check(only, spoil = () => {}, options = {}) {
  const files = goodSite(root);
  spoil(files);
  const dir = await mkdtemp(path.join(scratch, 'site-'));
  for (const [file, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(dir, file)), { recursive: true });
    await writeFile(path.join(dir, file), text);
  }
  return checkSite({ dir, port, basePath: BASE_PATH, browser, only, ...options });
}

/** A spoiler that puts `html` at the end of the main text of `file`. */
const add = (file, html) => (files) => {
  files[file] = files[file].replace('</main>', `${html}</main>`);
};
const swap = (file, from, to) => (files) => {
  assert.ok(files[file].includes(from), `the fixture has ${from} in ${file}`);
  files[file] = files[file].replaceAll(from, to);
};
const both = (...spoilers) => (files) => {
  for (const spoil of spoilers) spoil(files);
};
const style = (css) => (files) => {
  files['style.css'] += css;
};
const keepOnly = (files, pages) => {
  for (const file of Object.keys(files)) if (file.endsWith('.html') && !pages.includes(file)) delete files[file];
};
/** Lets scripts and foreign hosts past the fixture's own policy, so that it is the check that finds them. */
const lax = (spoil) => (files) => {
  const policy = /<meta http-equiv="Content-Security-Policy"[^>]*>/;
  for (const file of Object.keys(files)) files[file] = files[file].replace(policy, '');
  spoil(files);
};

test('the good fixture passes, and its pictures are taken', async () => {
  const screenshots = path.join(scratch, 'pictures');
  const report = await check([], undefined, { screenshots });
  assert.deepEqual(report.findings, []);
  assert.match(report.lines().at(-1), /^\d{2,} passed, 0 failed$/);

  const pictures = await readdir(screenshots);
  assert.ok(pictures.includes('briefing-360-dark.png'));
  assert.ok(pictures.includes('rtl-1440-light.png'));
  assert.ok(pictures.includes('briefing-print.pdf'));
});

test('a site built for another address is refused', async () => {
  const moved = (files) => swap('index.html', `${root}"`, 'https://example.org/"')(files);
  await assert.rejects(check([], moved), NotASite);
});

test('the same finding on many pages is one line', async () => {
  const report = await check(['links'], (files) => {
    for (const file of [TALKS, ACTOR, 'ar/index.html']) add(file, `<a href="${BASE_PATH}gone/">Gone</a>`)(files);
  });
  const lines = report.lines();
  assert.equal(lines.length, 2);
  assert.match(lines[0], /^FAIL \/2025\/03\/01\/talks\/ \[links\] a "Gone" → .* answers 404 \(and on 2 more pages\)$/);
  assert.match(lines[1], / 3 failed$/);
});

// what is spoiled, the module that must see it, how it is spoiled, and the page, check and words of the finding
const CASES = [
  ['broken link', 'links', add(TALKS, '<a href="/sub/path/gone/">Gone</a>'), TALKS_URL, 'links', /answers 404/],
  ['missing fragment', 'links', add(TALKS, '<a href="/sub/path/actors/a/#gone">x</a>'), TALKS_URL, 'links', /no element with the id `gone`/],
  ['missing fragment on the page', 'links', add(ACTOR, '<a href="#gone">x</a>'), ACTOR_URL, 'links', /no element with the id `gone`/],
  ['link out of the base path', 'links', add(ACTOR, '<a href="/actors/a/">x</a>'), ACTOR_URL, 'links', /leaves the base path/],
  ['link without its slash', 'links', add(TALKS, '<a href="/sub/path/actors/a">x</a>'), TALKS_URL, 'links', /redirects \(301\)/],
  ['missing image', 'links', add(ACTOR, '<img src="gone.png" alt="">'), ACTOR_URL, 'links', /img → gone\.png: answers 404/],
  ['missing candidate of an image', 'links', add(ACTOR, '<img src="data:," srcset="gone.png 2x" alt="">'), ACTOR_URL, 'links', /gone\.png/],
  ['missing file in a style sheet', 'links', style('p { background: url("gone.svg") }'), '/style.css', 'links', /gone\.svg: answers 404/],
  ['broken link in a feed', 'links', swap('feed.xml', '2025/03/01/talks/', '2025/gone/'), '/feed.xml', 'links', /answers 404/],
  ['feed that is not XML', 'links', swap('feed.xml', '</feed>', '& </feed>'), '/feed.xml', 'links', /not well formed/],
  ['broken address in JSON-LD', 'links', swap(TALKS, 'talks/"}', 'gone/"}'), TALKS_URL, 'links', /JSON-LD .* answers 404/],
  ['relative link in 404.html', 'links', swap('404.html', 'href="/sub/path/"', 'href="actors/a/"'), '/404.html', 'links', /answers 404/],
  ['no 404.html', 'links', (files) => delete files['404.html'], '/404.html', 'links', /is not there/],
  ['icon of another host', 'links', swap('ar/index.html', '/sub/path/icon.svg', 'https://example.org/i.svg'), '/ar/', 'links', /loaded from another host/],
  ['link to this machine', 'links', add(ACTOR, '<a href="http://localhost:1/x">x</a>'), ACTOR_URL, 'links', /points at this machine/],
  ['redirect to nowhere', 'links', swap('old/index.html', 'url=', 'url=/sub/path/gone/?'), '/old/', 'links', /meta refresh .* answers 404/],

  ['page out of reach', 'sitemap', swap('index.html', '/sub/path/ar/', '/sub/path/'), '/ar/', 'reachable', /no chain of links/],
  ['page not in the sitemap', 'sitemap', (files) => swap('sitemap.xml', `<url><loc>${root}ar/</loc></url>`, '')(files), '/ar/', 'sitemap', /not in sitemap/],
  ['sitemap with a hidden page', 'sitemap', swap('sitemap.xml', '/ar/', '/hidden/'), '/sitemap.xml', 'sitemap', /not to be indexed/],
  ['sitemap with a missing page', 'links', swap('sitemap.xml', '/ar/', '/gone/'), '/sitemap.xml', 'links', /answers 404/],
  ['no sitemap', 'sitemap', (files) => delete files['sitemap.xml'], '/sitemap.xml', 'sitemap', /answers 404/],
  ['robots.txt that names no sitemap', 'sitemap', swap('robots.txt', 'sitemap.xml', 'gone.xml'), '/robots.txt', 'sitemap', /answers 404/],

  ['console error', 'quiet', lax(add(ACTOR, '<script>console.error("oh")</script>')), ACTOR_URL, 'quiet', /console error: oh/],
  ['console warning', 'quiet', lax(add(ACTOR, '<script>console.warn("hm")</script>')), ACTOR_URL, 'quiet', /console warning: hm/],
  ['uncaught error', 'quiet', lax(add(ACTOR, '<script>throw new TypeError("ouch")</script>')), ACTOR_URL, 'quiet', /uncaught TypeError: ouch/],
  ['foreign request', 'quiet', lax(add(ACTOR, '<img src="https://example.org/x.png" alt="">')), ACTOR_URL, 'quiet', /asks another host: https:\/\/example\.org/],
  ['failing request', 'quiet', add(ACTOR, '<img src="gone.png" alt="">'), ACTOR_URL, 'quiet', /404 for .*gone\.png/],
  ['broken policy', 'quiet', add(ACTOR, '<p style="color: red">x</p>'), ACTOR_URL, 'quiet', /console error: .*Content Security Policy/],

  ['poor contrast', 'axe', style('h2 { color: #999; background: #fff }'), ACTOR_URL, 'axe light 1280', /color-contrast/],
  ['poor contrast in the dark', 'axe', style('@media (prefers-color-scheme: dark) { h2 { color: #333 } }'), ACTOR_URL, 'axe dark 360', /color-contrast/],
  ['poor contrast in the menu', 'axe', style('nav a { color: #999; background: #fff }'), ACTOR_URL, 'axe light 360', /color-contrast/],
  ['image without words', 'axe', add(ACTOR, '<img src="data:,">'), ACTOR_URL, 'axe light 1280', /image-alt/],
  ['heading out of order', 'axe', add(ACTOR, '<h5>x</h5>'), ACTOR_URL, 'axe light 1280', /heading-order/],

  ['overflow on a phone', 'layout', add(ACTOR, LONG), ACTOR_URL, 'overflow 360', /px wide in a window of 360.*main#main > p/],
  ['overflow that is cut off', 'layout', both(add(ACTOR, LONG), style('html { overflow-x: hidden }')), ACTOR_URL, 'overflow 360', /px wide/],
  ['overflow of what is folded away', 'layout', add(ACTOR, `<details><summary>More</summary>${LONG}</details>`), ACTOR_URL, 'overflow 360', /px wide/],
  ['overflow at 200 %', 'layout', style('@media (min-width: 600px) { h2 { width: 50rem } }'), ACTOR_URL, 'overflow zoom 200%', /px wide in a window of 640/],
  ['overflow on a tablet', 'layout', style('@media (width >= 700px) { h2 { width: 760px } }'), ACTOR_URL, 'overflow 768', /px wide in a window of 768/],
  ['overflow on a tablet that lies across', 'layout', style('@media (width >= 1000px) { h2 { width: 64rem } }'), ACTOR_URL, 'overflow 1024', /px wide in a window of 1024/],
  ['column too narrow for its words', 'layout', both(add(ACTOR, '<p class="column">7 August 2025</p>'), style('.column { width: 3.5rem; max-width: 60px; overflow-wrap: anywhere }')), ACTOR_URL, 'words text 200%', /a short word is broken: p "August"/],
  ['stray marker', 'layout', both(add(ACTOR, '<p>It ended.<a class="cite" href="#role">[1] of all</a></p>'), style('.cite { display: block }')), ACTOR_URL, 'citations 360', /begins with the marker \[1\]/],
  ['link that is a box among words', 'layout', both(add(ACTOR, '<table><caption>x</caption><tr><th scope="row">Day</th><td>See <a href="#role">the role</a></td></tr></table>'), style('td a { display: inline-block }')), ACTOR_URL, 'cells 360', /a link among words is a box: td > a "the role"/],
  ['overflow on a narrow phone', 'layout', style('h1 { width: 310px }'), ACTOR_URL, 'overflow 320', /px wide in a window of 320/],
  ['small target', 'layout', add(ACTOR, '<p><a href="/sub/path/">x</a></p>'), ACTOR_URL, 'targets 360', /target under 24×24 px: p > a "x"/],

  ['overflow from right to left', 'rtl', style('[dir="rtl"] p { width: 90rem }'), '/ar/', 'rtl overflow 1280', /px wide/],
  ['poor contrast from right to left', 'rtl', style('[dir="rtl"] p { color: #999; background: #fff }'), '/ar/', 'rtl axe light 1280', /color-contrast/],

  ['figure that is turned round', 'rtl', add('ar/index.html', '<p class="number"><b>1 234 567</b></p>'), '/ar/', 'rtl figures', /wrong order: "1 234 567"/],

  ['no actor at all', 'noscript', swap(ACTOR, 'data-kind="actor"', 'data-kind="page"'), '/', 'noscript kinds', /no page of the kind `actor`/],
  ['text that waits for a script', 'noscript', lax(both(add(TALKS, '<script>document.querySelector("main").hidden = false</script>'), swap(TALKS, '<main id', '<main hidden id'))), TALKS_URL, 'noscript 360', /0 visible h1/],
  ['navigation that waits for a script', 'noscript', swap(TALKS, '<nav ', '<nav hidden '), TALKS_URL, 'noscript 1280', /navigation out of reach: "Home"/],
  ['text that a script writes', 'noscript', lax(add(TALKS, '<script>document.querySelector("main").append("word ".repeat(200))</script>')), TALKS_URL, 'noscript 360', /characters without JavaScript/],

  ['unclosed element', 'html', add(ACTOR, '<section><h2>x</h2>'), ACTOR_URL, 'html', /close-order/],
  ['duplicate id', 'html', add(ACTOR, '<p id="role">x</p>'), ACTOR_URL, 'html', /no-dup-id/],
  ['block in a paragraph', 'html', add(ACTOR, '<p><span><div>x</div></span></p>'), ACTOR_URL, 'html', /element-permitted-content/],
  ['label for nothing', 'html', add(ACTOR, '<section aria-labelledby="gone"></section>'), ACTOR_URL, 'html', /no-missing-references/],

  ['heavy page', 'weight', add(ACTOR, `<p>${'word '.repeat(10_000)}</p>`), ACTOR_URL, 'weight', /the limit is 51200/],
  ['heavy style sheet', 'weight', style(`/*${'x'.repeat(20_000)}*/`), '/', 'weight', /the limit is 20000/],

  ['navigation on paper', 'print', both(swap('style.css', 'nav, .skip { display: none; }', ''), swap(TALKS, '<details>', '<details open>')), TALKS_URL, 'print', /navigation on paper: nav "Main"/],
  ['table that paper cuts off', 'print', both(add(TALKS, '<div class="wide"><p>x</p></div>'), style('.wide { overflow-x: auto } .wide p { width: 90rem }')), TALKS_URL, 'print', /cut off on paper: div\.wide/],
  ['picture taller than the paper', 'print', both(add(TALKS, '<img class="tall" src="/sub/path/icon.svg" alt="">'), style('.tall { height: 1200px }')), TALKS_URL, 'print', /1200 px is taller/],
  ['headline not on paper', 'print', style('@media print { h1 { display: none } }'), TALKS_URL, 'print', /no h1/],

  ['date behind words that a screen shows', 'print', style('.date { position: static !important; }'), TALKS_URL, 'print', /takes room on a screen: "Monday \(3 March 2025\)"/],
  ['date behind words that paper lacks', 'print', style('.date { display: none; }'), TALKS_URL, 'print', /is not on paper: "Monday/],
  ['no date behind words', 'print', swap(TALKS, 'class="date"', 'class="d"'), '/', 'print dates', /no date behind words/],

  ['event handler', 'security', add(ACTOR, '<p onclick="x()">x</p>'), ACTOR_URL, 'security', /event handler: p onclick/],
  ['script in an address', 'security', add(ACTOR, '<a href=" java\nscript:x()">x</a>'), ACTOR_URL, 'security', /script in an address: a href/],
  ['inline script', 'security', add(ACTOR, '<script>x()</script>'), ACTOR_URL, 'security', /inline script: x\(\)/],
  ['JSON-LD that does not parse', 'security', add(ACTOR, '<script type="application/ld+json">{</script>'), ACTOR_URL, 'json-ld', /does not parse/],
  ['JSON-LD of another vocabulary', 'security', swap(TALKS, 'https://schema.org', 'https://example.org'), TALKS_URL, 'json-ld', /@context/],
  ['JSON-LD with a word of its own', 'vocabulary', swap(TALKS, '"@type":"NewsArticle"', '"@type":"NewsArticle","headlin":"x"'), TALKS_URL, 'vocabulary', /'"headlin"' does not exist/],
  ['JSON-LD without a type', 'security', swap(TALKS, '"@type":"NewsArticle",', ''), TALKS_URL, 'json-ld', /no @type/],
];

// These look at each page for itself, so one site serves all their cases: each has a page, a kind and a style sheet of
// its own there, and the check runs once.
const GATHERED = ['security', 'html', 'quiet', 'axe', 'layout', 'rtl'];
const gathered = new Map();

function reportOn(module) {
  if (!gathered.has(module)) gathered.set(module, check([module], (files) => gather(files, casesOf(module))));
  return gathered.get(module);
}

function gather(files, cases) {
  keepOnly(files, ['index.html']);
  cases.forEach(([, , spoil, page], at) => {
    const spoiled = goodSite(root);
    spoil(spoiled);
    files[`case-${at}/style.css`] = spoiled['style.css'];
    files[`case-${at}/index.html`] = spoiled[`${page}index.html`.slice(1)]
      .replace('/style.css', `/case-${at}/style.css`)
      .replace(/data-kind="\w+"/, `data-kind="case-${at}"`);
  });
}

function casesOf(module) {
  return CASES.filter(([, name]) => name === module);
}

for (const it of CASES) {
  const [what, module, spoil, page, name, words] = it;
  test(`${module}: ${what}`, async () => {
    const shared = GATHERED.includes(module);
    const report = shared ? await reportOn(module) : await check([module], spoil);
    const where = shared ? `/case-${casesOf(module).indexOf(it)}/` : page;
    const found = report.findings.filter((finding) => finding.page === where && finding.check === name);
    assert.ok(
      found.some((finding) => words.test(finding.what)),
      `expected ${words} on ${where} [${name}] among:\n${report.lines().join('\n')}`,
    );
  });
}
