// Vocabulary: structured data says what schema.org lets it say. TypeScript reads the data of every page against
// schema-dts, the vocabulary as types: an unknown property, a value of the wrong type or a status that is none fails.

import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export const name = 'vocabulary';

const MODULES = fileURLToPath(new URL('../node_modules', import.meta.url));
const OPTIONS = ['--noEmit', '--strict', '--skipLibCheck', '--pretty', 'false', '--types', '', '--module', 'esnext'];

export async function run({ site, report }) {
  // One declaration a line, so that the line of an error names the page.
  const blocks = site.pages.flatMap((page) => page.facts.data.map((text) => ({ page, value: parsed(text) })));
  const known = blocks.filter(({ value }) => value !== undefined);
  const lines = known.map(({ value }, at) => {
    const type = value?.['@graph'] ? 'Graph' : 'WithContext<Thing>';
    return `const block${at}: ${type} = ${JSON.stringify(value)};`;
  });
  const errors = await compile([`import type { Graph, Thing, WithContext } from ${JSON.stringify(`${MODULES}/schema-dts`)};`, ...lines]);
  const found = new Map(known.map(({ page }) => [page.path, []]));
  for (const { line, message } of errors) found.get(known[line - 2].page.path).push(message);
  for (const [page, findings] of found) report.verdict(page, name, findings);
}

/** What does not parse is another check's finding. */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function compile(lines) {
  const folder = await mkdtemp(path.join(tmpdir(), 'vocabulary-'));
  try {
    const file = path.join(folder, 'data.ts');
    await writeFile(file, lines.join('\n'));
    const run = promisify(execFile)(path.join(MODULES, '.bin', 'tsc'), [...OPTIONS, file], { maxBuffer: 1 << 26 });
    const output = await run.then(() => '', (error) => error.stdout);
    const errors = [...output.matchAll(/^[^\n]*?data\.ts\((\d+),\d+\): error TS\d+: (.*)$/gm)];
    if (output !== '' && errors.length === 0) throw new Error(`the compiler failed: ${output}`);
    return errors.map(([, line, message]) => ({ line: Number(line), message: message.slice(0, 300) }));
  } finally {
    await rm(folder, { recursive: true });
  }
}
