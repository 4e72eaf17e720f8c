// The report: verdicts go in, one for each pair of page and check; lines come out.
//
// A verdict is the list of what is wrong; an empty list is a pass. Nothing is printed before the end, so that
// the lines stand in one order however the pages were visited, and so that the same finding on a hundred pages
// (a broken link in the footer) is one line that names the first page and counts the others.

export class Report {
  #verdicts = new Map();

  /** Records what `check` found on `page`. Both are words for the reader; together they are the key. */
  verdict(page, check, findings) {
    const key = `${page}\n${check}`;
    if (this.#verdicts.has(key)) throw new Error(`\`${check}\` was reported twice for ${page}`);
    this.#verdicts.set(key, { page, check, findings: [...new Set(findings)] });
  }

  /** All findings, in the order of check and page. */
  get findings() {
    return [...this.#verdicts.values()]
      .sort((a, b) => compare(a.check, b.check) || compare(a.page, b.page))
      .flatMap(({ page, check, findings }) => findings.map((what) => ({ page, check, what })));
  }

  get failed() {
    return [...this.#verdicts.values()].filter(({ findings }) => findings.length > 0).length;
  }

  get passed() {
    return this.#verdicts.size - this.failed;
  }

  /** The lines for the terminal; the last one is the count. */
  lines() {
    const groups = new Map();
    for (const { page, check, what } of this.findings) {
      const key = `${check}\n${what}`;
      const group = groups.get(key);
      if (group) group.others += 1;
      else groups.set(key, { page, check, what, others: 0 });
    }
    const lines = [...groups.values()].map(({ page, check, what, others }) => {
      const elsewhere = others === 0 ? '' : ` (and on ${others} more ${others === 1 ? 'page' : 'pages'})`;
      return `FAIL ${page} [${check}] ${what}${elsewhere}`;
    });
    return [...lines, `${this.passed} passed, ${this.failed} failed`];
  }
}

function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}
