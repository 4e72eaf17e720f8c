// Quiet: a page opens without a word in the console, without an error, without a request that fails, and without
// asking any host but its own for anything.

import { open, visitEach } from '../browser.mjs';

export const name = 'quiet';

export async function run({ site, browser, report }) {
  const context = { viewport: { width: 1280, height: 800 } };
  await visitEach({ browser, report, check: name, pages: site.shown, context }, async (tab, page) => {
    const findings = [];
    const stop = listen(tab, site, page, findings);
    try {
      const response = await open(tab, page);
      const expected = page.role === 'missing' ? 404 : 200;
      if (response.status() !== expected) findings.push(`answers ${response.status()} instead of ${expected}`);
    } finally {
      stop();
    }
    return { [name]: findings };
  });
}

function listen(tab, site, page, findings) {
  // Browsers look for this one unasked, at the root of the host.
  const unasked = (url) => url === `${site.origin}/favicon.ico`;
  // That an unknown page answers 404 is how it should be.
  const wanted404 = (url) => page.role === 'missing' && url === page.url;

  const handlers = {
    console: (message) => {
      const { url } = message.location();
      if (!['error', 'warning', 'assert'].includes(message.type()) || unasked(url) || wanted404(url)) return;
      findings.push(`console ${message.type()}: ${message.text().replace(/\s+/g, ' ').slice(0, 240)}`);
    },
    pageerror: (error) => findings.push(`uncaught ${error.name}: ${error.message}`),
    request: (request) => {
      const url = new URL(request.url());
      if (/^https?:$/.test(url.protocol) && url.origin !== site.origin) findings.push(`asks another host: ${url.href}`);
    },
    requestfailed: (request) => {
      const reason = request.failure()?.errorText;
      // What the visit before left unfinished is cut off by this one.
      if (reason !== 'net::ERR_ABORTED') findings.push(`request failed (${reason}): ${request.url()}`);
    },
    response: (response) => {
      const url = response.url();
      if (response.status() >= 400 && !unasked(url) && !wanted404(url))
        findings.push(`${response.status()} for ${url}`);
    },
    websocket: (socket) => findings.push(`opens a web socket: ${socket.url()}`),
  };
  for (const [event, handler] of Object.entries(handlers)) tab.on(event, handler);
  return () => {
    for (const [event, handler] of Object.entries(handlers)) tab.off(event, handler);
  };
}
