// Small comforts on top of plain HTML. Every page works without this file.
(function () {
  'use strict';
  const root = document.documentElement;
  const words = {
    nb: { day: 'd', hour: 't', minute: 'min', left: 'igjen', over: 'fristen er ute', kept: 'Det du skrev sist, er tatt vare på og står her. Det er ikke lagret ennå.', drop: 'Kast det', offline: 'Du har ikke nett nå. Det du skrev, blir stående her. Lagre når nettet er tilbake.' },
    nn: { day: 'd', hour: 't', minute: 'min', left: 'igjen', over: 'fristen er ute', kept: 'Det du skreiv sist, er teke vare på og står her. Det er ikkje lagra enno.', drop: 'Kast det', offline: 'Du har ikkje nett no. Det du skreiv, blir ståande her. Lagre når nettet er tilbake.' },
    en: { day: 'd', hour: 'h', minute: 'min', left: 'left', over: 'the time is up', kept: 'What you last wrote is kept and stands here. It is not saved yet.', drop: 'Throw it away', offline: 'You are offline now. What you wrote stays here. Save when you are back online.' },
  }[root.lang] || null;

  // The server writes the text; this keeps it fresh. The server's clock counts, not the machine's.
  const opened = Date.now();
  const server = Date.parse(root.dataset.time || '');
  function left(minutes) {
    const hours = Math.floor(minutes / 60);
    if (hours >= 24) return `${Math.floor(hours / 24)} ${words.day} ${hours % 24} ${words.hour} ${words.left}`;
    return `${hours ? `${hours} ${words.hour} ` : ''}${minutes % 60} ${words.minute} ${words.left}`;
  }
  function tick() {
    document.querySelectorAll('time[data-countdown]').forEach((time) => {
      const minutes = Math.round((Date.parse(time.dateTime) - server - (Date.now() - opened)) / 60000);
      time.textContent = minutes > 0 ? left(minutes) : words.over;
    });
  }
  if (server && words) setInterval(tick, 30000);

  // One-key shortcuts can be turned off in the settings (WCAG 2.1.4).
  function stepRow(step) {
    const rows = Array.from(document.querySelectorAll('[data-row]'));
    const at = rows.indexOf(document.activeElement && document.activeElement.closest('[data-row]'));
    const row = rows[Math.max(0, Math.min(at + step, rows.length - 1))];
    if (row) row.focus();
  }
  document.addEventListener('keydown', (event) => {
    if (root.dataset.shortcuts === 'off' || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest('input, select, textarea, [contenteditable]')) {
      if (event.key === 'Escape') event.target.blur();
      return;
    }
    if (event.key === '/') {
      const search = document.querySelector('[data-key="/"]');
      if (search) { event.preventDefault(); search.focus(); }
    } else if (event.key === 'j') stepRow(1);
    else if (event.key === 'k') stepRow(-1);
  });

  document.querySelectorAll('form[data-guard]').forEach((form) => {
    let changed = false;
    form.addEventListener('input', () => { changed = true; });
    form.addEventListener(form.dataset.keep ? 'felles-sent' : 'submit', () => { changed = false; });
    addEventListener('beforeunload', (event) => { if (changed) event.preventDefault(); });
  });

  // What is typed in a form marked data-draft is kept in this tab until it is saved, so that a bad connection loses nothing: sessionStorage is
  // gone when the tab is closed, and reaches no other device. Hidden fields come along: what others saved meanwhile is still noticed.
  const store = (act) => { try { return act(sessionStorage); } catch { return null; } };
  const saved = document.querySelector('.ds-alert[data-color="success"][role="status"]') || document.querySelector('form[action="/logg-inn/demo"]');
  if (saved) store((kept) => Object.keys(kept).filter((key) => key.startsWith('draft ')).forEach((key) => kept.removeItem(key)));
  document.querySelectorAll('form[data-draft]').forEach((form) => {
    const key = `draft ${form.dataset.draft}`;
    const fields = () => Array.from(form.elements).filter((field) => field.name && field.name !== 'csrf' && field.type !== 'submit');
    const ticks = (field) => field.type === 'checkbox' || field.type === 'radio';
    const say = (text, act) => {
      const note = document.createElement('div');
      note.className = 'ds-alert';
      note.dataset.color = 'info';
      note.setAttribute('role', 'status');
      note.append(Object.assign(document.createElement('p'), { textContent: text }));
      if (act) note.append(Object.assign(document.createElement('button'), { type: 'button', className: 'ds-button f-compact', textContent: words.drop, onclick: act }));
      form.before(note);
    };
    const values = JSON.parse(store((kept) => kept.getItem(key)) || 'null');
    if (words && values && values.length === fields().length && !document.querySelector('.ds-error-summary')) {
      fields().forEach((field, i) => { if (ticks(field)) field.checked = values[i]; else field.value = values[i]; });
      say(words.kept, () => { store((kept) => kept.removeItem(key)); location.reload(); });
    }
    form.addEventListener('input', () => store((kept) => kept.setItem(key, JSON.stringify(fields().map((field) => (ticks(field) ? field.checked : field.value))))));
    form.addEventListener('submit', (event) => {
      if (navigator.onLine || !words || form.dataset.keep) return; // one that is kept sends itself when the network is back
      event.preventDefault();
      event.stopImmediatePropagation();
      say(words.offline);
    }, true);
  });

  // A form for a bad connection: what was typed stays in the tab and is sent again when the network is back. It is never stored. The form has a
  // number of its own, so that what came through although the answer did not is not written twice.
  document.querySelectorAll('form[data-keep]').forEach((form) => {
    const away = form.querySelector('[data-unsent]'), out = form.querySelector('[data-unsent-sign-in]');
    let sending = false, again = 0;
    const wait = () => { away.hidden = false; clearTimeout(again); again = setTimeout(send, 15000); };
    async function send() {
      if (sending) return;
      sending = true;
      clearTimeout(again);
      try {
        if (!out.hidden) { // signed in again in another tab: the form needs the new session's token
          const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), 'text/html');
          const token = page.querySelector('form[data-keep] [name=csrf]');
          if (token) form.querySelector('[name=csrf]').value = token.value;
        }
        const answer = await fetch(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form)) });
        const place = new URL(answer.url).pathname;
        away.hidden = true;
        out.hidden = !(place.startsWith('/logg-inn') || answer.status === 403);
        if (!out.hidden) return;
        form.dispatchEvent(new Event('felles-sent'));
        form.submit(); // the same form again, which is not written twice: the page that says what came of it, with its receipt
      } catch {
        wait();
      } finally {
        sending = false;
      }
    }
    form.addEventListener('submit', (event) => { event.preventDefault(); send(); });
    addEventListener('online', () => { if (!away.hidden) send(); });
  });

  document.querySelectorAll('textarea[data-max]').forEach((area) => {
    const counter = document.getElementById(`${area.id}-counter`);
    if (!counter || !counter.dataset.left) return;
    area.addEventListener('input', () => { counter.textContent = `${area.dataset.max - Array.from(area.value).length} ${counter.dataset.left}`; });
  });

  document.querySelectorAll('[data-print]').forEach((button) => {
    button.hidden = false;
    button.addEventListener('click', () => print());
  });

  document.querySelectorAll('details.f-menu').forEach((menu) => {
    document.addEventListener('click', (event) => { if (!menu.contains(event.target)) menu.open = false; });
    menu.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') { menu.open = false; menu.querySelector('summary').focus(); }
    });
  });

  // On a narrow screen the row of tabs scrolls: to where one is.
  document.querySelectorAll('.f-tabs a[aria-current]').forEach((tab) => {
    const row = tab.closest('.f-tabs');
    row.scrollLeft = tab.offsetLeft - (row.clientWidth - tab.offsetWidth) / 2;
  });

  // A refused form: read the summary out and start there.
  const summary = document.querySelector('.ds-error-summary');
  if (summary) summary.focus();
})();
