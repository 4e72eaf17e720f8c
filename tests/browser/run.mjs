// The browser check, from the command line: opens a built site in Chromium and says what a reader would stumble over.
//
//     node run.mjs SITE_DIR [--port 4173] [--base-path /sub/path/] [--screenshots DIR] [--only CHECK,CHECK]
//
// SITE_DIR was built with the base_url `http://127.0.0.1:PORT/sub/path/`. Findings go to stdout, a line each, and a
// last line counts them; progress goes to stderr. Exit codes: 0 fine, 1 findings, 2 wrong usage, 3 the machine failed.

import { statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { launch } from './browser.mjs';
import { CHECKS, checkSite, NotASite } from './suite.mjs';

const USAGE =
  'usage: node run.mjs SITE_DIR [--port N] [--base-path /sub/path/] [--screenshots DIR] [--only CHECK,CHECK]';

class WrongUsage extends Error {}

function readArguments(argv) {
  const options = {
    port: { type: 'string', default: '4173' },
    'base-path': { type: 'string', default: '/' },
    screenshots: { type: 'string' },
    only: { type: 'string', default: '' },
  };
  let parsed;
  try {
    parsed = parseArgs({ args: argv, options, allowPositionals: true });
  } catch (error) {
    throw new WrongUsage(error.message);
  }
  const { values, positionals } = parsed;
  if (positionals.length !== 1) throw new WrongUsage('name one folder with a built site');
  const [dir] = positionals;
  if (!statSync(dir, { throwIfNoEntry: false })?.isDirectory()) throw new WrongUsage(`${dir} is not a folder`);

  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 1 || port > 65535) throw new WrongUsage(`${values.port} is not a port`);

  const only = values.only.split(',').filter(Boolean);
  const names = CHECKS.map((check) => check.name);
  const unknown = only.filter((name) => !names.includes(name));
  if (unknown.length > 0)
    throw new WrongUsage(`no check is called ${unknown.join(', ')}; there are ${names.join(', ')}`);

  return {
    dir,
    port,
    basePath: `/${values['base-path']}/`.replace(/\/+/g, '/'),
    screenshots: values.screenshots,
    only,
  };
}

function progress(what, milliseconds) {
  process.stderr.write(`${what.padEnd(12)} ${(milliseconds / 1000).toFixed(1)} s\n`);
}

async function main() {
  const options = readArguments(process.argv.slice(2));
  const browser = await launch();
  try {
    const report = await checkSite({ ...options, browser, progress });
    console.log(report.lines().join('\n'));
    return report.failed === 0 ? 0 : 1;
  } finally {
    await browser.close();
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  const usage = error instanceof WrongUsage;
  console.error(`error: ${usage || error instanceof NotASite ? error.message : error.stack}`);
  if (usage) console.error(USAGE);
  process.exitCode = usage || error instanceof NotASite ? 2 : 3;
}
