// The preview's own script: keeps an open page as the site is. `briefer serve` adds it to every page that it
// answers; it is no part of the site and in no output of `briefer build`.
//
// It listens for news of builds (server-sent events). A page that moved is fetched and laid over the open one
// node by node, so that scroll, focus, selection and what was unfolded stay; a style sheet that moved is swapped.
// What is wrong with the site is shown over the page. Whatever comes from the site is set as text, never as HTML.
(() => {
  'use strict';

  const own = document.currentScript;
  const events = new URL('events', own.src);
  let { generation, root } = own.dataset;
  // Whether this page stands for one that is not there.
  let missing = 'missing' in own.dataset;

  // ---- News ---------------------------------------------------------------------------------------------------

  // A browser has few connections for one server, so one page listens and passes on what it hears; when it is hidden
  // or closed, the next one takes its place. Where there are no locks (over plain HTTP from another machine), each
  // page listens for itself.
  const channel = new BroadcastChannel('briefer-preview');
  let place;
  let source;
  let retry;
  let failures = 0;
  let last;
  // News is taken in one after the other.
  let turn = Promise.resolve();

  function listen() {
    if (!navigator.locks) {
      connect();
      return;
    }
    place = new AbortController();
    const { signal } = place;
    const left = new Promise((leave) => signal.addEventListener('abort', leave));
    const hold = () => {
      connect();
      return left;
    };
    // Whoever gives up waiting for the place is told so by an error.
    navigator.locks.request('briefer-preview', { signal }, hold).catch(() => {});
    channel.postMessage('ask');
  }

  function stop() {
    place?.abort();
    place = undefined;
    disconnect();
  }

  channel.onmessage = ({ data }) => {
    if (document.hidden) return;
    if (data !== 'ask') take(data);
    else if (source && last) channel.postMessage(last);
  };

  function connect() {
    disconnect();
    source = new EventSource(events);
    source.onopen = () => {
      failures = 0;
      notices.hide('lost');
    };
    source.onmessage = ({ data }) => {
      last = data;
      channel.postMessage(data);
      take(data);
    };
    source.onerror = lost;
  }

  function disconnect() {
    clearTimeout(retry);
    source?.close();
    source = undefined;
    last = undefined;
  }

  function lost() {
    disconnect();
    failures += 1;
    if (failures > 2) notices.show('lost', 'The preview has stopped. This page waits for it to come back.');
    retry = setTimeout(connect, 1000);
  }

  function take(data) {
    const again = () => {
      // What was heard was not taken in: it is asked for once more.
      generation = undefined;
      if (source) lost();
    };
    turn = turn.then(() => hear(JSON.parse(data))).catch(again);
  }

  async function hear(news) {
    problems.show(news.problems, news.built);
    if (news.generation === generation) return;
    const all = news.since !== generation;
    const sheets = styleSheets();
    if (news.root !== root) {
      const below = location.pathname.startsWith(root) ? location.pathname.slice(root.length) : '';
      location.replace(news.root + below);
      return;
    }
    if (!all && news.follow && page(news.follow) !== page(location.pathname)) {
      location.assign(news.follow);
      return;
    }
    const moved = (paths) => paths === null || paths.some((path) => page(path) === page(location.pathname));
    if (all || missing || moved(news.pages) || moved(news.gone)) await renew();
    swapStyles(sheets, all ? null : news.styles);
    refreshFiles(news.files);
    ({ generation } = news);
  }

  /** The path of a page without regard to how it is written. */
  function page(path) {
    return decodeURIComponent(path).replace(/(^|\/)index\.html$/, '$1');
  }

  // A page that nobody sees is brought up to date when it is seen.
  document.addEventListener('visibilitychange', () => (document.hidden ? stop() : listen()));
  addEventListener('pagehide', stop);
  addEventListener('pageshow', ({ persisted }) => persisted && listen());

  // ---- The page -----------------------------------------------------------------------------------------------

  /** Fetches this page and lays it over what is shown. */
  async function renew() {
    const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
    if (answer.redirected) {
      location.replace(answer.url);
      return;
    }
    if (answer.status === 404 && !missing) {
      notices.show('gone', 'This page went away. What you see is what it was.', root);
      return;
    }
    if (!answer.ok && answer.status !== 404) return;
    const next = new DOMParser().parseFromString(await answer.text(), 'text/html');
    if (scripts(document) !== scripts(next)) {
      // What its scripts have done cannot be undone.
      location.reload();
      return;
    }
    missing = answer.status === 404;
    notices.hide('gone');
    morphAttributes(document.documentElement, next.documentElement);
    morph(document.head, next.head);
    morph(document.body, next.body);
  }

  function scripts(of) {
    const isOthers = (script) => script.getAttribute('src') !== own.getAttribute('src') && !script.type.endsWith('json');
    const all = [...of.querySelectorAll('script')].filter(isOthers);
    return all.map((script) => script.getAttribute('src') + script.textContent).join('\n');
  }

  /** Makes `old` what `next` is, and touches what differs alone. */
  function morph(old, next) {
    if (old.isEqualNode(next)) return;
    if (old.nodeType !== Node.ELEMENT_NODE) {
      morphText(old, next.data);
      return;
    }
    morphAttributes(old, next);
    morphChildren(old, next);
  }

  /** Replaces the part that differs: a selection in the rest stays. */
  function morphText(old, text) {
    const before = old.data;
    const limit = Math.min(before.length, text.length);
    let start = 0;
    while (start < limit && before[start] === text[start]) start += 1;
    let end = 0;
    while (end < limit - start && before.at(-1 - end) === text.at(-1 - end)) end += 1;
    old.replaceData(start, before.length - end - start, text.slice(start, text.length - end));
  }

  function morphAttributes(old, next) {
    // What the reader has unfolded stays unfolded.
    const isKept = ({ name }) => name === 'open' && /^(DETAILS|DIALOG)$/.test(old.nodeName);
    for (const attribute of [...old.attributes]) {
      if (!next.hasAttribute(attribute.name) && !isKept(attribute)) old.removeAttribute(attribute.name);
    }
    for (const attribute of next.attributes) {
      if (old.getAttribute(attribute.name) !== attribute.value && !isKept(attribute)) {
        old.setAttributeNode(attribute.cloneNode());
      }
    }
  }

  function morphChildren(old, next) {
    const pairs = pair([...old.childNodes], [...next.childNodes]);
    const stay = new Set(pairs.values());
    const leave = [...old.childNodes].filter((node) => !stay.has(node));
    const sheets = leave.filter(isStyleSheet);
    leave.filter((node) => !isStyleSheet(node)).forEach((node) => node.remove());
    let cursor = old.firstChild;
    for (const wanted of next.childNodes) {
      while (sheets.includes(cursor)) cursor = cursor.nextSibling;
      const known = pairs.get(wanted);
      if (known) morph(known, wanted);
      const node = known ?? document.importNode(wanted, true);
      if (node === cursor) {
        cursor = cursor.nextSibling;
      } else {
        old.insertBefore(node, cursor);
      }
      // The old sheet goes when the new one is there: the page is never without.
      if (!known && isStyleSheet(node) && sheets.length > 0) replaces(node, sheets.shift());
    }
    sheets.filter((sheet) => !leaving.has(sheet)).forEach((sheet) => sheet.remove());
  }

  /** Which of the old nodes becomes which of the next ones. */
  function pair(old, next) {
    const pairs = new Map();
    const take = (wanted, node) => {
      pairs.set(wanted, node);
      old.splice(old.indexOf(node), 1);
    };
    // What is the same at both ends, so that one change in a long list moves nothing.
    const rest = [...next];
    for (const end of [0, -1]) {
      while (old.length > 0 && rest.length > 0 && isSame(old.at(end), rest.at(end))) {
        take(rest.at(end), old.at(end));
        rest.splice(end, 1);
      }
    }
    const takeBy = (fits) => {
      for (const wanted of rest.filter((node) => !pairs.has(node))) {
        const node = old.find((candidate) => fits(candidate, wanted));
        if (node) take(wanted, node);
      }
    };
    takeBy(isSame);
    takeBy((candidate, wanted) => isLike(candidate, wanted) && !candidate.id && !wanted.id);
    return pairs;
  }

  function isSame(a, b) {
    return isLike(a, b) && (a.id ? a.id === b.id : a.isEqualNode(b));
  }

  function isLike(a, b) {
    return a.nodeType === b.nodeType && a.nodeName === b.nodeName && (!isStyleSheet(a) || a.isEqualNode(b));
  }

  // ---- Style sheets and other files ---------------------------------------------------------------------------

  // Sheets that stay until the one that takes their place is there.
  const leaving = new WeakSet();

  function isStyleSheet(node) {
    return node?.nodeName === 'LINK' && node.relList.contains('stylesheet');
  }

  function styleSheets() {
    return [...document.querySelectorAll('link')].filter(isStyleSheet);
  }

  /** Swaps those of `sheets` that are at `paths`; all of them for null, or if what moved is one that they import. */
  function swapStyles(sheets, paths) {
    if (paths?.length === 0) return;
    const here = sheets.filter((sheet) => isOurs(sheet.href));
    const named = paths === null ? [] : here.filter((sheet) => isAt(sheet.href, paths));
    // Laying the page over may have swapped some already.
    const stale = (named.length > 0 ? named : here).filter((sheet) => sheet.isConnected && !leaving.has(sheet));
    for (const sheet of stale) {
      const fresh = sheet.cloneNode();
      fresh.href = again(sheet.href);
      sheet.after(fresh);
      replaces(fresh, sheet);
    }
  }

  function replaces(fresh, old) {
    leaving.add(old);
    for (const event of ['load', 'error']) fresh.addEventListener(event, () => old.remove(), { once: true });
  }

  /** Loads pictures, sound and the like at `paths` anew. */
  function refreshFiles(paths) {
    for (const element of document.querySelectorAll('[src]:not(script)')) {
      if (isOurs(element.src) && isAt(element.src, paths)) element.src = again(element.src);
    }
  }

  function isOurs(address) {
    return new URL(address, location).origin === location.origin;
  }

  function isAt(address, paths) {
    const path = decodeURIComponent(new URL(address, location).pathname);
    return paths.some((other) => decodeURIComponent(other) === path);
  }

  /** The same address, as one that was never loaded. */
  function again(address) {
    const url = new URL(address, location);
    url.searchParams.set('again', Date.now());
    return url.href;
  }

  // ---- What is shown over the page ----------------------------------------------------------------------------

  // Beside the body, so that laying a page over another does not touch it; in a shadow, so that the site's style
  // does not; in the top layer, so that nothing of the site covers it.
  const host = document.createElement('briefer-preview');
  const shadow = host.attachShadow({ mode: 'open' });
  host.lang = 'en';
  host.dir = 'ltr';
  const style = new CSSStyleSheet();
  style.replaceSync(`
    :host { all: initial; }
    [popover] { position: fixed; inset: auto; margin: 0; border: 0; padding: 0; box-sizing: border-box; color: #f4f1ea;
      background: #1d1b19; font: 16px/1.5 system-ui, sans-serif; box-shadow: 0 2px 24px #0008; }
    .problems { inset: 4vh 4vw auto; max-inline-size: 92vw; max-block-size: 88vh; overflow: auto; padding: 1.25rem 1.5rem;
      border-block-start: 4px solid #ff8a7a; inline-size: auto; }
    .badge { inset: auto 1rem 1rem auto; }
    .notice { inset: auto 1rem 1rem; inline-size: auto; padding: .75rem 1rem; border-block-start: 4px solid #f0c05a; }
    .head { display: flex; flex-wrap: wrap; gap: .25rem 1rem; align-items: baseline; }
    h2, h3, p, ol, pre { margin: 0; padding: 0; font-size: 1rem; }
    h2 { font-size: 1.25rem; color: #ffb3a8; }
    h3 { font-weight: 600; overflow-wrap: anywhere; }
    ol { list-style: none; }
    li { margin-block-start: 1.25rem; }
    .place { white-space: pre-wrap; color: #cfc8ba; font-family: ui-monospace, monospace; font-size: .875rem; overflow-wrap: anywhere; }
    pre { margin-block-start: .5rem; padding: .75rem; overflow: auto; background: #100f0e; font: .875rem/1.4 ui-monospace, monospace; }
    button { font: inherit; color: inherit; background: #4a4540; border: 1px solid #8a837a; padding: .25rem .75rem; cursor: pointer; }
    .head button { margin-inline-start: auto; }
    .badge button { background: #8f2d20; border-color: #ff8a7a; min-block-size: 2.5rem; }
    .notice button { margin-inline-start: 1rem; }
    a { color: #9cc7ff; }
    :focus-visible { outline: 3px solid #9cc7ff; outline-offset: 2px; }
    @media print { [popover] { display: none; } }
  `);
  shadow.adoptedStyleSheets = [style];

  function element(name, properties = {}, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  }

  /** A box in the top layer. */
  function box(name, role, ...children) {
    const made = element('section', { className: name, popover: 'manual' }, ...children);
    made.setAttribute('role', role);
    shadow.append(made);
    if (!host.isConnected) document.documentElement.append(host);
    made.showPopover();
    return made;
  }

  const problems = (() => {
    let known = [];
    let built;
    let shown;

    function replace(make) {
      const hadFocus = shown?.contains(shadow.activeElement);
      shown?.remove();
      shown = make?.();
      if (hadFocus) shown?.querySelector('button').focus();
    }

    const count = () => (known.length === 1 ? '1 error' : `${known.length} errors`);
    const badge = () => box('badge', 'status', element('button', { type: 'button', textContent: count(), onclick: open }));

    function dismiss() {
      replace(badge);
    }

    function open() {
      replace(() => {
        const title = element('h2', { id: 'title', textContent: count() });
        const words = built ? 'What you see is the last good site.' : 'There is no site to show yet.';
        const last = element('p', { textContent: words });
        last.setAttribute('role', 'alert');
        const button = element('button', { type: 'button', textContent: 'Dismiss (Esc)', onclick: dismiss });
        const made = box('problems', 'dialog', element('div', { className: 'head' }, title, last, button), element('ol', {}, ...known.map(one)));
        made.setAttribute('aria-labelledby', 'title');
        // The list may be long: it must scroll for those who have no pointer.
        made.tabIndex = 0;
        return made;
      });
    }

    function one(problem) {
      const title = element('h3', { textContent: problem.title });
      const place = element('p', { className: 'place', textContent: [problem.place, problem.code].filter(Boolean).join('  ') });
      const more = problem.more ? [element('pre', { textContent: problem.more, tabIndex: 0 })] : [];
      return element('li', {}, title, place, ...more);
    }

    document.addEventListener('keydown', ({ key }) => {
      if (key === 'Escape' && shown?.className === 'problems') dismiss();
    });

    return {
      show(now, isBuilt) {
        if (JSON.stringify(now) === JSON.stringify(known)) return;
        known = now;
        built = isBuilt;
        if (known.length > 0) open();
        else replace();
      },
    };
  })();

  const notices = (() => {
    const shown = new Map();
    function hide(name) {
      shown.get(name)?.remove();
      shown.delete(name);
    }
    function show(name, text, home) {
      if (shown.has(name)) return;
      const link = home ? [' ', element('a', { href: home, textContent: 'Home page' })] : [];
      const button = element('button', { type: 'button', textContent: 'Dismiss', onclick: () => shown.get(name)?.hidePopover() });
      shown.set(name, box('notice', 'status', text, ...link, button));
    }
    return { show, hide };
  })();

  if (!document.hidden) listen();
})();
