'use strict';

// What pages do beyond showing themselves: times in the reader's zone, keys, copying, and looking again when something has changed.
// Nothing here is needed to read a page.
(() => {
  const day = 24 * 3600 * 1000;
  const exact = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

  function rough(seconds) {
    if (seconds < 60) return Math.floor(seconds) + ' s';
    if (seconds < 3600) return Math.floor(seconds / 60) + ' min';
    return seconds < 86400 ? Math.floor(seconds / 3600) + ' h' : Math.floor(seconds / 86400) + ' d';
  }

  function showTimes(root) {
    const now = Date.now();
    for (const time of root.querySelectorAll('time[datetime]')) {
      const moment = Date.parse(time.dateTime);
      const ago = now - moment;
      let text;
      if (Math.abs(ago) >= day) {
        text = exact.format(moment);
      } else if (ago < 0) {
        text = 'in ' + rough(-ago / 1000);
      } else {
        text = ago < 1000 ? 'now' : rough(ago / 1000) + ' ago';
      }
      if (time.textContent !== text) time.textContent = text;
    }
  }

  // The theme goes by the system until somebody chooses; the server writes the choice into the page, so that nothing flashes.
  const theme = document.getElementById('theme');
  theme.hidden = false;
  theme.addEventListener('click', () => {
    const root = document.documentElement;
    const isDark = root.dataset.theme
      ? root.dataset.theme === 'dark'
      : matchMedia('(prefers-color-scheme: dark)').matches;
    root.dataset.theme = isDark ? 'light' : 'dark';
    document.cookie = 'ringback-theme=' + root.dataset.theme + '; Path=/; Max-Age=31536000; SameSite=Lax';
  });

  function prepare(root) {
    showTimes(root);
    for (const button of root.querySelectorAll('[data-copy]')) {
      button.hidden = !navigator.clipboard;
    }
  }

  document.addEventListener('click', (event) => {
    const button = event.target.closest('[data-copy]');
    if (button) {
      navigator.clipboard.writeText(button.dataset.copy).then(() => {
        const before = button.textContent;
        button.textContent = 'Copied';
        setTimeout(() => { button.textContent = before; }, 1500);
      });
      return;
    }
    const row = event.target.closest('tr[data-href]');
    const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey;
    const question = event.target.closest('[data-ask]');
    if (question && isPlain) {
      event.preventDefault();
      ask(question.href);
      return;
    }
    if (row && isPlain && !event.target.closest('a, button, summary') && getSelection().isCollapsed) {
      location.href = row.dataset.href;
    }
  });

  // Keys.
  const help = document.getElementById('help');
  const keys = document.getElementById('keys');
  keys.hidden = false;
  keys.addEventListener('click', () => help.showModal());
  const places = { n: '/', m: '/messages', c: '/calls', a: '/alerts', d: '/deliverability', o: '/operations' };
  let before = '';

  function move(step) {
    const rows = [...document.querySelectorAll('tr[data-href]')];
    if (rows.length === 0) return;
    const at = rows.findIndex((row) => row.classList.contains('here'));
    const next = rows[Math.min(rows.length - 1, Math.max(0, at + step))] || rows[0];
    rows.forEach((row) => row.classList.toggle('here', row === next));
    next.scrollIntoView({ block: 'nearest' });
    next.querySelector('a').focus({ preventScroll: true });
  }

  document.addEventListener('keydown', (event) => {
    const isTyping = event.target.closest('input, select, textarea');
    if (isTyping || event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    const key = event.key;
    if (before === 'g' && places[key]) {
      const tab = document.querySelector('nav a[href^="' + places[key] + '"]');
      location.href = tab ? tab.href : places[key];
    } else if (key === '/') {
      event.preventDefault();
      document.getElementById('q').select();
    } else if (key === 'j') {
      move(1);
    } else if (key === 'k') {
      move(-1);
    } else if (key === '?') {
      help.showModal();
    }
    before = key;
  });

  // Looks again when the stream says that something has changed, and replaces the parts that differ: at once after a quiet time, else every few
  // seconds, and less often where the server takes long to answer.
  const interval = 3;
  const least = 1000;
  const share = 20;
  const live = document.getElementById('live');
  const filters = document.body.dataset.live;

  function say(state, text) {
    live.dataset.state = state;
    document.getElementById('live-text').textContent = text;
  }

  function replaceParts(fresh) {
    for (const part of document.querySelectorAll('[data-part]')) {
      const newer = fresh.getElementById(part.id);
      if (!newer || part.contains(document.activeElement) && document.activeElement.matches('input, select, audio')) continue;
      const open = [...part.querySelectorAll('details[id][open]')].map((details) => details.id);
      const audio = part.querySelector('audio');
      if (audio && !audio.paused) continue;
      const here = part.querySelector('tr.here');
      for (const id of open) {
        const details = newer.querySelector('#' + CSS.escape(id));
        if (details) details.open = true;
      }
      const row = here && newer.querySelector('tr[data-href="' + CSS.escape(here.dataset.href) + '"]');
      if (row) row.classList.add('here');
      prepare(newer);
      if (newer.innerHTML === part.innerHTML) continue;
      // What stands below stays where it is when there is less to show.
      if ('hold' in part.dataset) part.style.minHeight = part.offsetHeight + 'px';
      part.innerHTML = newer.innerHTML;
    }
  }

  async function look() {
    const answer = await fetch(location.href, { headers: { Accept: 'text/html' }, redirect: 'follow' });
    if (answer.redirected) {
      location.reload();
      return;
    }
    if (answer.ok) replaceParts(new DOMParser().parseFromString(await answer.text(), 'text/html'));
  }

  let isLooking = false;
  let isDue = false;
  let timer = null;
  let soonest = 0;

  // Reads from the API what the link leads to, for which Twilio is asked; without script the link shows the answer.
  async function ask(address) {
    const tell = (text) => { document.getElementById('asked').textContent = text; };
    tell('Twilio is being asked.');
    try {
      const answer = await fetch(address, { headers: { 'Cache-Control': 'no-cache' } });
      const stale = answer.headers.get('X-Ringback-Stale');
      await look();
      tell(answer.ok && !stale ? 'Twilio has answered.' : 'Twilio has not told more' + (stale ? ': ' + stale : '') + '.');
    } catch {
      tell('There was no answer.');
    }
  }

  function changed() {
    if (isLooking) {
      isDue = true;
    } else if (timer === null) {
      timer = setTimeout(lookNow, Math.max(0, soonest - performance.now()));
    }
  }

  async function lookNow() {
    timer = null;
    if (document.hidden) return;
    const began = performance.now();
    isLooking = true;
    isDue = false;
    try {
      await look();
    } catch {
      say('lost', 'no answer');
    }
    isLooking = false;
    soonest = performance.now() + Math.max(least, share * (performance.now() - began));
    if (isDue) changed();
  }

  function follow() {
    const query = new URLSearchParams(filters);
    if (!query.has('Account')) query.append('Account', document.body.dataset.account);
    query.append('Interval', interval);
    const address = '/ringback/v1/stream?' + query;
    let stream = null;
    let isReturn = false;
    const open = () => {
      const opened = new EventSource(address);
      stream = opened;
      opened.addEventListener('open', () => {
        say('on', 'live');
        // Nobody has told what came while the page was not seen.
        if (isReturn) changed();
        isReturn = false;
      });
      opened.addEventListener('error', () => say('lost', opened.readyState === EventSource.CLOSED ? 'not live' : 'connecting'));
      opened.addEventListener('changed', changed);
    };
    const close = () => {
      if (stream) stream.close();
      stream = null;
    };
    // A page that nobody sees asks for nothing.
    const bySight = () => {
      if (document.hidden) {
        close();
        isReturn = true;
      } else if (!stream) {
        open();
      }
    };
    document.addEventListener('visibilitychange', bySight);
    addEventListener('pagehide', () => {
      close();
      isReturn = true;
    });
    addEventListener('pageshow', bySight);
    bySight();
  }

  // On a phone the bar is wider than the window.
  const tab = document.querySelector('.bar nav [aria-current]');
  if (tab) tab.parentElement.scrollLeft = tab.offsetLeft - tab.parentElement.offsetLeft - 40;

  prepare(document);
  setInterval(() => { if (!document.hidden) showTimes(document); }, 1000);
  const isFirstPage = !new URLSearchParams(location.search).has('PageToken');
  if (live && filters && isFirstPage) {
    follow();
  } else if (live) {
    live.hidden = true;
  }
})();
