// What the page does by itself: says whether it is live, keeps relative times true, and lets Approve wait for folded parts.
(() => {
  'use strict';

  const HOUR = 60;
  const TICK_MS = 20000;
  const SIGNED_OUT = 499;

  // The same words as Stamp.java.
  function words(ms) {
    const minutes = Math.floor(Math.abs(ms) / 60000);
    const hours = Math.floor(minutes / HOUR);
    if (minutes < 1) return 'less than a minute';
    if (hours < 1) return minutes + ' min';
    if (hours < 10) return hours + ' h ' + (minutes % HOUR) + ' min';
    return hours < 48 ? hours + ' h' : Math.floor(hours / 24) + ' days';
  }

  function tellTimes() {
    for (const time of document.querySelectorAll('time')) {
      const at = new Date(time.dateTime);
      // A time that no calendar knows stays as the server wrote it.
      if (Number.isNaN(at.getTime())) continue;
      const left = at - Date.now();
      time.title = at.toLocaleString('en', { dateStyle: 'full', timeStyle: 'long' });
      if ('since' in time.dataset) time.textContent = words(left);
      if ('until' in time.dataset) time.textContent = left < 0 ? 'time is over' : words(left) + ' left';
      if ('clock' in time.dataset) time.textContent = at.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit', timeZoneName: 'short' });
    }
  }

  function tellLive(text, lost) {
    const line = document.getElementById('live');
    const warning = document.getElementById('lost');
    if (line) line.textContent = text;
    if (!warning || warning.hidden === !lost) return;
    warning.hidden = !lost;
    warning.replaceChildren();
    if (lost) {
      const reload = document.createElement('a');
      reload.href = location.href;
      reload.textContent = 'Reload';
      warning.append('Live connection lost. Trying again by itself; until then, what stands here may be out of date. ', reload);
    }
  }

  // The server counts the reading time too, and its clock decides.
  let waiting;
  function wantsToBeRead(approve) {
    approve.dataset.until ??= performance.now() + Number(approve.dataset.wait);
    const left = Number(approve.dataset.until) - performance.now();
    clearTimeout(waiting);
    if (left > 0) waiting = setTimeout(holdApprove, left);
    // The bar on the button. The page allows no style in the document; a property of an element is none.
    approve.style.setProperty('--wait', approve.dataset.wait + 'ms');
    approve.classList.toggle('unread', left > 0);
    return left > 0;
  }

  function holdApprove() {
    const unopened = document.querySelectorAll('details[data-part]:not([data-seen])').length;
    const approve = document.querySelector('[data-after-parts]');
    const line = document.getElementById('parts');
    if (!approve || !line) return;
    const unread = wantsToBeRead(approve);
    approve.disabled = unopened > 0 || unread;
    line.textContent = unopened === 0 ? (unread ? approve.dataset.why + ' Approve opens by itself.' : '')
      : (unopened === 1 ? '1 part is' : unopened + ' parts are') + ' not opened yet. Approve waits for it.';
  }

  // Says so when the gateway has not taken an approved call up after some seconds.
  let overdue;
  function tellTakenUp() {
    const note = document.querySelector('[data-taken-up]');
    clearTimeout(overdue);
    if (!note) return;
    const left = Number(note.dataset.takenUp);
    note.dataset.at ??= performance.now() + left;
    const wait = Number(note.dataset.at) - performance.now();
    note.hidden = wait > 0;
    if (wait > 0) overdue = setTimeout(tellTakenUp, wait);
  }

  function arrange() {
    tellTimes();
    tellTakenUp();
    holdApprove();
    document.body.classList.toggle('has-bar', document.querySelector('#decision.waiting') !== null);
  }

  document.addEventListener('toggle', (event) => {
    if (event.target.open && event.target.matches('details[data-part]')) {
      event.target.dataset.seen = '';
      holdApprove();
    }
  }, true);
  document.addEventListener('htmx:sseOpen', () => tellLive('Live', false));
  // A stream also ends with the session: then the page leads to the login, and back to itself.
  async function askWhetherSignedOut() {
    const answer = await fetch('/session', { headers: { 'HX-Request': 'true' } }).catch(() => null);
    if (answer && answer.status === SIGNED_OUT) copilotGo(() => location.reload());
  }

  document.addEventListener('htmx:sseError', () => {
    tellLive('Not live', true);
    askWhetherSignedOut();
  });
  document.addEventListener('htmx:responseError', (event) => {
    if (event.detail.xhr.status === SIGNED_OUT) copilotGo(() => location.reload());
  });
  let stoodInside = false;
  document.addEventListener('htmx:beforeSwap', (event) => {
    const { target } = event.detail;
    if (target.id === 'decision') stoodInside = target.contains(document.activeElement);
  });
  document.addEventListener('htmx:afterSettle', (event) => {
    const decision = document.getElementById('decision');
    if (decision) decision.classList.toggle('waiting', decision.querySelector('.bar') !== null);
    // Whoever pressed Approve, or stood on a button that is gone, is led to what took its place; nobody else is moved.
    if (decision && decision.contains(event.target)) {
      if (stoodInside) document.getElementById('decision-title').focus();
      stoodInside = false;
    }
    arrange();
  });
  // An empty list has nothing that could move under a pointer: it shows what has come by itself.
  document.addEventListener('htmx:sseMessage', (event) => {
    const news = event.target.closest ? event.target.closest('.news a') : null;
    const busy = [...document.querySelectorAll('main textarea, main input[type=search]')].some((field) => field.value !== field.defaultValue || field === document.activeElement);
    if (news && news.textContent !== '' && document.querySelector('.empty[data-fills]') && !busy) copilotGo(() => location.assign(news.href));
  });
  setInterval(tellTimes, TICK_MS);
  arrange();

  const decision = document.querySelector('form[data-send]');
  if (decision) decision.requestSubmit();
})();
