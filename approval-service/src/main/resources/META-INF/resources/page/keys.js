// Single keys of the inbox: they move and open, they decide nothing. Whoever talks to the machine, or hits keys by chance, turns
// them off in the help; the browser remembers it.
(() => {
  'use strict';

  const OFF = 'copilot-keys-off';
  const help = document.getElementById('keys');
  const opener = document.getElementById('keys-open');
  const choice = document.getElementById('keys-on');

  // A browser may forbid to remember; then keys are on, as on the first visit.
  function remembered() {
    try {
      return localStorage.getItem(OFF) === null;
    } catch {
      return true;
    }
  }

  function remember(on) {
    try {
      if (on) localStorage.removeItem(OFF);
      else localStorage.setItem(OFF, '');
    } catch {
      // It counts until the page is left.
    }
  }

  function move(step) {
    const rows = [...document.querySelectorAll('.row h2 a')];
    if (rows.length === 0) return;
    const here = rows.findIndex((link) => link.closest('.row').contains(document.activeElement));
    const next = here < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(Math.max(here + step, 0), rows.length - 1);
    rows[next].focus();
  }

  const actions = {
    j: () => move(1),
    k: () => move(-1),
    '/': () => document.getElementById('search').focus(),
    '?': () => help.showModal(),
  };

  function isTyping(target) {
    return target.closest('input:not([type=checkbox]), textarea, select, [contenteditable]') !== null;
  }

  document.addEventListener('keydown', (event) => {
    const action = actions[event.key];
    if (!action || !choice.checked || help.open || event.ctrlKey || event.altKey || event.metaKey || event.isComposing
      || isTyping(event.target)) return;
    event.preventDefault();
    action();
  });
  opener.addEventListener('click', () => help.showModal());
  choice.addEventListener('change', () => remember(choice.checked));
  choice.checked = remembered();
  opener.hidden = false;
})();
