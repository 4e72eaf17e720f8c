// The fixture: a tiny site that passes every check, as a map from file to text, for the self-test to spoil.

const CSS = `
:root { color-scheme: light dark; --paper: #fff; --ink: #1a1a1a; --accent: #0b4f8a; }
@media (prefers-color-scheme: dark) { :root { --paper: #121416; --ink: #ececec; --accent: #8cc4f5; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 44rem; padding: 1rem; background: var(--paper); color: var(--ink); font: 1.125rem/1.55 serif; }
a { color: var(--accent); }
nav a, summary, li > a:only-child { display: inline-block; min-block-size: 44px; padding: 8px; }
.skip { position: absolute; inset-inline-start: -9999px; }
.skip:focus { inset-inline-start: 0; }
@media print { nav, .skip { display: none; } }
@media not print { .date { position: absolute; inline-size: 1px; overflow: clip; clip-path: inset(50%); } }
`;

/** The files of a site that is served at `root`. */
export function goodSite(root) {
  const { pathname: base } = new URL(root);
  const page = (path, { kind, title, main, head = '', lang = 'en', dir = 'ltr' }) => `<!DOCTYPE html>
<html lang="${lang}" dir="${dir}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
${path === undefined ? '' : `<link rel="canonical" href="${root}${path}">`}
<link rel="stylesheet" href="${base}style.css">
<link rel="icon" href="${base}icon.svg">
<link rel="alternate" type="application/atom+xml" title="All briefings" href="${base}feed.xml">
${head}</head>
<body data-kind="${kind}">
<a class="skip" href="#main">Skip to the text</a>
<header>
<details>
<summary>Menu</summary>
<nav aria-label="Main">
<a href="${base}">Home</a>
<a href="${base}actors/a/">Actor</a>
</nav>
</details>
</header>
<main id="main">
<h1>${title}</h1>
${main}
</main>
</body>
</html>
`;
  const data = JSON.stringify({ '@context': 'https://schema.org', '@type': 'NewsArticle', url: `${root}2025/03/01/talks/` });
  const listed = ['', '2025/03/01/talks/', 'actors/a/', 'ar/'];

  return {
    'style.css': CSS,
    'icon.svg': '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1z"/></svg>\n',
    'robots.txt': `User-agent: *\nSitemap: ${root}sitemap.xml\n`,
    'sitemap.xml': `<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${listed.map((path) => `<url><loc>${root}${path}</loc></url>`).join('')}</urlset>
`,
    'feed.xml': `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><id>${root}</id><title>All</title><updated>2025-03-01T00:00:00Z</updated>
<link rel="self" href="${root}feed.xml"/><entry><id>${root}1</id><title>Talks</title><updated>2025-03-01T00:00:00Z</updated>
<link href="${root}2025/03/01/talks/"/></entry></feed>
`,
    'index.html': page('', {
      kind: 'home',
      title: 'Briefings',
      main: `<ul>
<li><a href="2025/03/01/talks/">Talks open</a></li>
<li><a href="${base}ar/" lang="ar" dir="rtl">إحاطة</a></li>
<li><a href="${base}old/">An address of old</a></li>
</ul>`,
    }),
    '2025/03/01/talks/index.html': page('2025/03/01/talks/', {
      kind: 'briefing',
      title: 'Talks open',
      head: `<script type="application/ld+json">${data}</script>\n`,
      main: `<p>The talks opened with <a href="${base}actors/a/#role">Actor A</a> in the chair, says the
<a href="https://example.org/note" rel="external">note</a>. <a href="mailto:desk@example.org">Write to us</a> about it.</p>
<h2 id="next">What is next</h2>
<p>See <a href="#next">this very section</a> on the same page.
It goes on next
<time datetime="2025-03-03">Monday<span class="date"> (3 March 2025)</span></time>.</p>`,
    }),
    'actors/a/index.html': page('actors/a/', {
      kind: 'actor',
      title: 'Actor A',
      main: '<h2 id="role">Role</h2>\n<p>In the chair since March.</p>',
    }),
    'ar/index.html': page('ar/', { kind: 'page', title: 'إحاطة', lang: 'ar', dir: 'rtl', main: '<p>افتتحت المحادثات اليوم.</p>' }),
    'hidden/index.html': page('hidden/', {
      kind: 'page',
      title: 'Unlisted',
      head: '<meta name="robots" content="noindex">\n',
      main: '<p>Only for those who have the address.</p>',
    }),
    'old/index.html': `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Moved</title>
<meta name="robots" content="noindex">
<link rel="canonical" href="${root}2025/03/01/talks/">
<meta http-equiv="refresh" content="0; url=${root}2025/03/01/talks/">
</head>
<body><p><a href="${root}2025/03/01/talks/">Talks open</a></p></body>
</html>
`,
    '404.html': page(undefined, {
      kind: '404',
      title: 'Not found',
      head: '<meta name="robots" content="noindex">\n',
      main: `<p>There is nothing here. Go to the <a href="${base}">home page</a> instead.</p>`,
    }),
  };
}
