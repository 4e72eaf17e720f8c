// The browser: how Chromium is started, and how many pages are visited at a time.
//
// Nothing it does on its own account may reach the network: every host but the loopback address fails to resolve,
// proxies are ignored, and the services that browsers call home with are off. A page that asks for another host is
// therefore found out, not served.

import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const WORKERS = 2;
const PATIENCE_MS = 20_000;

export async function launch() {
  const executablePath = process.env.CHROMIUM || '/usr/bin/chromium';
  if (!existsSync(executablePath)) {
    throw new Error(`no Chromium at ${executablePath}: install it, or name it in the environment variable CHROMIUM`);
  }
  return chromium.launch({
    executablePath,
    headless: true,
    // The sandbox cannot start as root, which is who runs in most containers.
    chromiumSandbox: process.getuid?.() !== 0,
    args: [
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-default-apps',
      '--disable-domain-reliability',
      '--disable-quic',
      '--disable-sync',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
      '--metrics-recording-only',
      '--no-default-browser-check',
      '--no-first-run',
      '--no-pings',
      '--no-proxy-server',
    ],
  });
}

/**
 * Opens `pages`, a few at a time, in one fresh context. `inspect(tab, page)` answers its verdicts as an object of
 * check → findings. A page that cannot be inspected is a finding too, under the name `check`.
 */
export async function visitEach({ browser, report, check, pages, context: options }, inspect) {
  const waiting = [...pages];
  const context = await browser.newContext(options);
  context.setDefaultTimeout(PATIENCE_MS);
  const work = async () => {
    const tab = await context.newPage();
    for (let page = waiting.shift(); page; page = waiting.shift()) {
      const verdicts = await inspect(tab, page).catch((error) => ({
        [check]: [`could not be checked: ${firstLine(error.message)}`],
      }));
      for (const [name, findings] of Object.entries(verdicts)) report.verdict(page.path, name, findings);
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(WORKERS, waiting.length) }, work));
  } finally {
    await context.close();
  }
}

/** Goes to `page` and waits until it is drawn and its transitions are over; answers the response. */
export async function open(tab, page) {
  const response = await tab.goto(page.url, { waitUntil: 'load' });
  await settle(tab);
  return response;
}

/** Waits until whatever the last change set in motion (layout, fades between colour schemes) has come to rest. */
export async function settle(tab) {
  await tab.evaluate(async () => {
    const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
    const endless = (animation) => animation.effect?.getComputedTiming().endTime === Infinity;
    await pause(20);
    const moving = document.getAnimations().filter((animation) => !endless(animation));
    await Promise.race([Promise.allSettled(moving.map((animation) => animation.finished)), pause(1000)]);
  });
}

export function firstLine(text) {
  return text.trim().split('\n', 1)[0];
}
