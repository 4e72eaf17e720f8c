// The server: a finished site on the loopback address, under its sub-path, as a static host would serve it.
//
// The folder is walked once; a request path is a key into that map and never becomes a file path. Folders answer
// with their `index.html`, a folder without its slash redirects, whatever is unknown gets the site's `404.html`
// with status 404, and whatever lies outside the sub-path gets a bare 404.

import { createServer } from 'node:http';
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';

const TYPES = {
  '.avif': 'image/avif',
  '.css': 'text/css; charset=utf-8',
  '.gif': 'image/gif',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.ics': 'text/calendar; charset=utf-8',
  '.jpeg': 'image/jpeg',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.xml': 'application/xml; charset=utf-8',
  '.xsl': 'application/xslt+xml; charset=utf-8',
};

/** The files below `dir`, as relative paths with `/`, sorted. */
export async function listFiles(dir) {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(dir, path.join(entry.parentPath ?? entry.path, entry.name)))
    .map((file) => file.split(path.sep).join('/'))
    .sort();
}

/** The path that a browser asks for to get `file`, below `basePath`. */
export function urlPath(basePath, file) {
  const visible = file.replace(/(^|\/)index\.html$/, '$1');
  return basePath + visible.split('/').map(encodeURIComponent).join('/');
}

/** Serves `dir` under `basePath`; answers `{ port, close }` once it listens. */
export async function serve(dir, { basePath, port }) {
  const files = new Map((await listFiles(dir)).map((file) => [decode(urlPath(basePath, file)), file]));
  // An explicit `index.html` is a valid address too.
  for (const file of [...files.values()]) files.set(basePath + file, file);

  const server = createServer(async (request, response) => {
    try {
      const { status, file, location } = answer(request, files, basePath);
      const body = file === undefined ? `${status}\n` : await readFile(path.join(dir, file));
      response.writeHead(status, {
        'content-type':
          file === undefined ? TYPES['.txt'] : (TYPES[path.extname(file).toLowerCase()] ?? 'application/octet-stream'),
        'content-length': Buffer.byteLength(body),
        'x-content-type-options': 'nosniff',
        ...(location === undefined ? {} : { location }),
      });
      response.end(request.method === 'HEAD' ? undefined : body);
    } catch (error) {
      response.writeHead(500, { 'content-type': TYPES['.txt'] });
      response.end(`${error.message}\n`);
    }
  });

  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    port: server.address().port,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}

function answer(request, files, basePath) {
  if (request.method !== 'GET' && request.method !== 'HEAD') return { status: 405 };
  const asked = request.url.split(/[?#]/, 1)[0];
  const wanted = decode(asked);
  if (wanted === undefined) return { status: 400 };
  if (files.has(wanted)) return { status: 200, file: files.get(wanted) };
  if (files.has(`${wanted}/`)) return { status: 301, location: `${asked}/` };
  if (wanted.startsWith(basePath) && files.has(`${basePath}404.html`)) return { status: 404, file: '404.html' };
  return { status: 404 };
}

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
