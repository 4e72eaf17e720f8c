// The preview in a browser: what an author sees who edits a site while `briefer serve` runs.
//
//     BRIEFER=target/debug/briefer node --test live.mjs
//
// The variable names the program. Each test lays down a site of its own, serves it, edits files and looks at open pages. None
// of them waits for a time: each waits for what must come, and marks the window to see that it was not loaded anew.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { appendFile, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { launch } from './browser.mjs';

const program = path.resolve(process.env.BRIEFER ?? path.join(import.meta.dirname, '../../target/debug/briefer'));
const NOW = '2025-08-07T12:00:00Z';
const PATIENCE_MS = 30_000;
const A = 'content/briefings/a.md';
const B = 'content/briefings/b.md';
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

let browser;
const opened = [];

before(async () => {
  browser = await launch();
});

after(async () => {
  await browser?.close();
});

// What a test opened is closed, also when it failed.
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

const briefing = (title, body, fields = '') =>
  `---\ntitle: ${title}\ndate: 2025-08-01\nsummary: A summary.\n${fields}---\n\n${body}\n`;

const PARAGRAPHS = Array.from({ length: 60 }, (_, at) => `Paragraph ${at} of a long text, which goes on.`).join('\n\n');

/** A site in a folder, and what is done to it. */
async function site(files = {}) {
  const folder = await mkdtemp(path.join(tmpdir(), 'briefer-live-'));
  opened.push(() => rm(folder, { recursive: true, force: true }));
  const at = (name) => path.join(folder, name);
  const write = async (name, text) => {
    await mkdir(path.dirname(at(name)), { recursive: true });
    await writeFile(at(name), text);
  };
  const all = {
    'site.toml': 'title = "Desk"\nbase_url = "https://example.org/"\ntheme = "mine"\n',
    'themes/mine/theme.toml': 'name = "mine"\nextends = "record"\n',
    'themes/mine/static/own.css': 'h1 { letter-spacing: 1px }\n',
    'static/extra.css': 'h1 { word-spacing: 1px }\n',
    'static/picture.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>\n',
    'templates/furniture.html':
      '<link rel="stylesheet" href="{{ asset(path="own.css") }}"><link rel="stylesheet" href="/extra.css">' +
      '<img src="/picture.svg" alt=""><details id="more"><summary>More</summary><p>Unfolded.</p></details>' +
      '<input id="field" aria-label="A field">\n',
    [A]: briefing('First', `${PARAGRAPHS}\n\nThe end of it.`),
    [B]: briefing('Second', 'A short text.'),
    ...files,
  };
  for (const [name, text] of Object.entries(all)) await write(name, text);
  return {
    folder,
    write,
    edit: async (name, from, to) => {
      const text = await readFile(at(name), 'utf8');
      assert.ok(text.includes(from), `${name} has ${from}`);
      await writeFile(at(name), text.replace(from, to));
    },
    move: (from, to) => rename(at(from), at(to)),
    remove: (name) => rm(at(name), { recursive: true }),
    append: (name, text) => appendFile(at(name), text),
  };
}

/** Runs `briefer serve`; gives its address, and a way to end it. */
async function serve(folder, ...options) {
  const port = options.includes('-p') ? [] : ['-p', '0'];
  const child = spawn(program, ['serve', ...port, '--now', NOW, '--root', folder, ...options], { stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = new Promise((resolve) => child.on('exit', resolve));
  const end = async () => {
    child.kill('SIGINT');
    return ended;
  };
  opened.push(end);
  let said = '';
  const url = await new Promise((resolve, reject) => {
    child.stderr.on('data', (chunk) => {
      said += chunk;
      const line = said.match(/serving (http:\/\/\S+)/);
      if (line) resolve(line[1]);
    });
    ended.then(() => reject(new Error(`it ended: ${said}`)));
  });
  return { url, end, said: () => said };
}

/** Opens pages in one browser, and notes what their consoles say. */
async function visit(...addresses) {
  const context = await browser.newContext();
  context.setDefaultTimeout(PATIENCE_MS);
  opened.push(() => context.close());
  const pages = [];
  for (const address of addresses) {
    const page = await context.newPage();
    page.noise = [];
    page.on('console', (message) => ['error', 'warning'].includes(message.type()) && page.noise.push(message.text()));
    page.on('pageerror', (error) => page.noise.push(String(error)));
    await page.goto(address);
    await page.evaluate(() => (window.mark = 'never loaded anew'));
    pages.push(page);
  }
  return pages.length === 1 ? pages[0] : pages;
}

const sees = (page, text) => page.getByText(text).first().waitFor();
const isSame = async (page) => assert.equal(await page.evaluate(() => window.mark), 'never loaded anew');
const until = (page, condition, argument) => page.waitForFunction(condition, argument, { timeout: PATIENCE_MS });
const quiet = (...pages) => pages.forEach((page) => assert.deepEqual(page.noise, []));

test('an edited page changes in place: scroll, focus, selection and what is unfolded stay', async () => {
  const desk = await site();
  const { url } = await serve(desk.folder);
  const page = await visit(`${url}2025/08/01/a/`);
  await page.locator('#more summary').click();
  await page.locator('#field').fill('half a thought');
  await page.evaluate(() => {
    const last = [...document.querySelectorAll('p')].find((p) => p.textContent.startsWith('Paragraph 50'));
    window.scrollTo({ top: last.offsetTop, behavior: 'instant' });
    document.querySelector('#field').focus({ preventScroll: true });
    document.querySelector('#field').setSelectionRange(2, 6);
  });
  const place = await page.evaluate(() => window.scrollY);
  assert.ok(place > 500);

  await desk.edit(A, 'The end of it.', 'Another end of it.');
  await sees(page, 'Another end of it.');
  assert.equal(await page.evaluate(() => window.scrollY), place);
  assert.deepEqual(
    await page.evaluate(() => {
      const field = document.querySelector('#field');
      return [document.activeElement === field, field.value, field.selectionStart, field.selectionEnd];
    }),
    [true, 'half a thought', 2, 6],
  );
  assert.equal(await page.evaluate(() => document.querySelector('#more').open), true);
  await isSame(page);

  // A selection in a paragraph, while words after it and a paragraph before it change.
  await page.evaluate(() => {
    const [text] = [...document.querySelectorAll('p')].find((p) => p.textContent.startsWith('Paragraph 50')).childNodes;
    getSelection().setBaseAndExtent(text, 0, text, 12);
  });
  await desk.edit(A, 'Paragraph 50 of a long text, which goes on.', 'Paragraph 50 of a long text, which ends.');
  await sees(page, 'which ends.');
  assert.equal(await page.evaluate(() => String(getSelection())), 'Paragraph 50');
  await desk.edit(A, 'Paragraph 3 of', 'A new paragraph.\n\nParagraph 3 of');
  await sees(page, 'A new paragraph.');
  assert.equal(await page.evaluate(() => String(getSelection())), 'Paragraph 50');
  await isSame(page);
  quiet(page);
});

test('lists follow, other pages stay', async () => {
  const desk = await site();
  const { url } = await serve(desk.folder);
  const [home, other] = await visit(url, `${url}2025/08/01/b/`);
  const asked = [];
  other.on('request', (request) => asked.push(request.url()));
  await desk.edit(A, 'title: First', 'title: Renamed');
  await sees(home, 'Renamed');
  await isSame(home);
  await desk.edit(A, 'The end of it.', 'The very end.');
  // The other page was told as well, and had nothing to do; its neighbour's title it shows.
  await desk.edit(B, 'A short text.', 'A shorter text.');
  await sees(other, 'A shorter text.');
  assert.equal(asked.filter((address) => address.endsWith('/b/')).length <= 2, true, asked.join('\n'));
  await isSame(other);
  quiet(home, other);
});

test('style sheets and pictures are swapped without a reload', async () => {
  const desk = await site();
  const { url } = await serve(desk.folder);
  const page = await visit(`${url}2025/08/01/b/`);
  const style = (name) => page.evaluate((name) => getComputedStyle(document.querySelector('h1'))[name], name);
  assert.equal(await style('letterSpacing'), '1px');
  // Of the theme: its address changes with it, and every page with that.
  await desk.write('themes/mine/static/own.css', 'h1 { letter-spacing: 3px }\n');
  await until(page, () => getComputedStyle(document.querySelector('h1')).letterSpacing === '3px');
  // Of the site: no page changes.
  assert.equal(await style('wordSpacing'), '1px');
  await desk.write('static/extra.css', 'h1 { word-spacing: 4px }\n');
  await until(page, () => getComputedStyle(document.querySelector('h1')).wordSpacing === '4px');
  assert.equal(await style('letterSpacing'), '3px');
  await until(page, () => document.querySelectorAll('link[rel=stylesheet]').length === 3);
  await desk.write('static/picture.svg', '<svg xmlns="http://www.w3.org/2000/svg" width="77" height="10"/>\n');
  await until(page, () => document.querySelector('img[src*=picture]').naturalWidth === 77);
  await isSame(page);
  quiet(page);
});

test('errors are shown over every open page, can be put away, and go when they are mended', async () => {
  const desk = await site();
  const { url } = await serve(desk.folder);
  const [first, second] = await visit(`${url}2025/08/01/a/`, url);
  await first.locator('#field').focus();
  await desk.edit(A, 'summary: A summary.', 'sumary: <img src=x onerror=alert(1)>');
  await desk.edit(B, 'A short text.', 'See [[nobody]].');
  const dialog = (page) => page.getByRole('dialog');
  for (const page of [first, second]) {
    await dialog(page).getByText('there is no actor or briefing `nobody`').first().waitFor();
    const text = await dialog(page).innerText();
    for (const words of [
      '3 errors',
      'What you see is the last good site.',
      'unknown key `sumary`',
      'content/briefings/a.md:4:1',
      '4 | sumary: <img src=x onerror=alert(1)>',
      'hint: did you mean `summary`?',
      'error[unknown-key]',
      'content/briefings/b.md:7:5',
    ]) {
      assert.ok(text.includes(words), `${words} in\n${text}`);
    }
    assert.equal(await page.locator('briefer-preview img').count(), 0);
  }
  // The page stays as it was, and so does who writes in it.
  await sees(first, 'The end of it.');
  assert.equal(await first.evaluate(() => document.activeElement.id), 'field');

  await first.evaluate(await readFile(AXE, 'utf8'));
  const found = await first.evaluate(() => window.axe.run('briefer-preview'));
  assert.deepEqual(found.violations.map((violation) => violation.id), []);

  await first.keyboard.press('Escape');
  await dialog(first).waitFor({ state: 'detached' });
  const badge = first.getByRole('button', { name: '3 errors' });
  await badge.focus();
  await first.keyboard.press('Enter');
  await dialog(first).getByText('unknown key').first().waitFor();
  await dialog(first).getByRole('button', { name: 'Dismiss' }).click();
  await badge.waitFor();
  // The other page has its own mind.
  assert.ok(await dialog(second).isVisible());

  await desk.edit(B, '[[nobody]]', '[[a]]');
  await desk.edit(A, 'sumary: <img src=x onerror=alert(1)>', 'summary: Mended.');
  for (const page of [first, second]) await until(page, () => document.querySelector('briefer-preview')?.shadowRoot.childElementCount === 0);
  await sees(first, 'Mended.');
  await isSame(first);
  await isSame(second);
});

test('a start with errors shows them, and becomes the site', async () => {
  const desk = await site({ [B]: briefing('Second', 'See [[nobody]].') });
  const { url } = await serve(desk.folder);
  const page = await visit(`${url}2025/08/01/a/`);
  await sees(page, 'was not built yet');
  await page.getByRole('dialog').getByText('there is no actor or briefing `nobody`').first().waitFor();
  await page.getByRole('dialog').getByText('There is no site to show yet.').waitFor();
  await desk.edit(B, '[[nobody]]', '[[a]]');
  await sees(page, 'The end of it.');
  await isSame(page);
  assert.equal(await page.getByRole('dialog').count(), 0);
});

test('a page that goes away says so, and returns', async () => {
  const desk = await site();
  const { url } = await serve(desk.folder);
  const [page, missing] = await visit(`${url}2025/08/01/b/`, `${url}2025/08/01/new/`);
  await desk.move(B, 'b.md');
  await sees(page, 'This page went away.');
  await sees(page, 'A short text.');
  await desk.move('b.md', B);
  await page.getByText('This page went away.').waitFor({ state: 'detached' });
  await isSame(page);
  // And a page that was never there comes.
  await desk.write('content/briefings/new.md', briefing('New', 'It came.'));
  await sees(missing, 'It came.');
  await isSame(missing);
});

test('with --follow the browser goes to the page that is edited', async () => {
  const desk = await site();
  const { url } = await serve(desk.folder, '--follow');
  const page = await visit(url);
  await desk.edit(B, 'A short text.', 'A followed text.');
  await page.waitForURL('**/2025/08/01/b/');
  await sees(page, 'A followed text.');
  await desk.edit(A, 'The end of it.', 'The followed end.');
  await page.waitForURL('**/2025/08/01/a/');
  // It is there: an edit of the same page is no journey.
  await page.evaluate(() => (window.mark = 'never loaded anew'));
  await desk.edit(A, 'The followed end.', 'The end.');
  await sees(page, 'The end.');
  await isSame(page);
});

test('without --follow it stays', async () => {
  const desk = await site();
  const { url } = await serve(desk.folder);
  const page = await visit(url);
  await desk.edit(B, 'title: Second', 'title: Edited');
  await sees(page, 'Edited');
  assert.equal(page.url(), url);
  await isSame(page);
});

test('a page finds the preview again when it was started anew', async () => {
  const desk = await site();
  const first = await serve(desk.folder);
  const page = await visit(`${first.url}2025/08/01/a/`);
  const port = new URL(first.url).port;
  assert.equal(await first.end(), 0);
  await sees(page, 'The preview has stopped.');
  await desk.edit(A, 'The end of it.', 'Edited while nobody looked.');
  await serve(desk.folder, '-p', port);
  await sees(page, 'Edited while nobody looked.');
  await page.getByText('The preview has stopped.').waitFor({ state: 'detached' });
  await isSame(page);
});

test('pages move along when the address of the site gets another path', async () => {
  const desk = await site();
  const { url } = await serve(desk.folder);
  const page = await visit(`${url}2025/08/01/a/`);
  await desk.edit('site.toml', 'https://example.org/', 'https://example.org/desk/');
  await page.waitForURL('**/desk/2025/08/01/a/');
  await sees(page, 'The end of it.');
});

test('many open pages listen by one connection', async () => {
  const desk = await site();
  const { url } = await serve(desk.folder);
  const pages = await visit(...Array.from({ length: 12 }, () => `${url}2025/08/01/b/`));
  await desk.edit(B, 'A short text.', 'A text for all.');
  for (const page of pages) await sees(page, 'A text for all.');
  // The one that listens goes, and another takes its place.
  await pages[0].close();
  await desk.edit(B, 'A text for all.', 'A text for those who are left.');
  for (const page of pages.slice(1)) await sees(page, 'A text for those who are left.');
  quiet(...pages.slice(1));
});

test('what is not public has a banner that says why and until when', async () => {
  const held = { draft: 'draft: true\n', embargoed: 'publish_at: 2025-08-09T06:00:00Z\n', expired: 'expires: 2025-08-02\n' };
  const files = Object.entries(held).map(([id, field]) => [`content/briefings/${id}.md`, briefing(id, 'Held back.', field)]);
  const desk = await site({ ...Object.fromEntries(files), 'content/pages/about.md': '---\ntitle: About\ndraft: true\n---\n\nA draft.\n' });
  const { url } = await serve(desk.folder, '--drafts');
  const page = await visit(url);
  for (const [id, words] of [
    ['draft', /Preview: .*draft/i],
    ['embargoed', /Preview: .*embargo.*9 August 2025/is],
    ['expired', /Preview: .*expired/i],
  ]) {
    await page.goto(`${url}2025/08/01/${id}/`);
    assert.match(await page.getByRole('complementary', { name: 'Preview' }).innerText(), words);
    assert.equal(await page.locator('meta[name=robots][content=noindex]').count(), 1);
  }
  await page.goto(`${url}about/`);
  assert.match(await page.getByRole('complementary', { name: 'Preview' }).innerText(), /Preview: .*draft/i);
  // Without the option there is none of it.
  const { url: open } = await serve(desk.folder);
  for (const id of Object.keys(held)) assert.equal((await page.goto(`${open}2025/08/01/${id}/`)).status(), 404);
  assert.equal((await page.goto(`${open}about/`)).status(), 404);
});

test('nothing of the preview is in what is built', async () => {
  const desk = await site();
  const child = spawn(program, ['build', '--root', desk.folder, '--now', NOW], { stdio: 'ignore' });
  assert.equal(await new Promise((resolve) => child.on('exit', resolve)), 0);
  const page = await readFile(path.join(desk.folder, 'public/2025/08/01/a/index.html'), 'utf8');
  assert.ok(!page.includes('_briefer') && !page.includes('live.js'));
});
