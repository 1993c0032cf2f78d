// Selecting rows. What is selected stays so while rows change around it.
(() => {
  'use strict';

  const MOST = 50;
  const button = document.querySelector('#batch button[type=submit]');
  const all = document.getElementById('pick-all');
  const line = document.getElementById('picked');
  const picked = new Set();

  const boxes = () => [...document.querySelectorAll('.pick input')];

  function tell() {
    if (!button) return;
    const count = boxes().filter((box) => box.checked).length;
    button.disabled = count === 0 || count > MOST;
    button.textContent = count === 0 ? 'Decide on the selected' : 'Decide on ' + count + ' selected';
    line.textContent = count > MOST ? 'At most ' + MOST + ' at once.' : '';
    all.hidden = boxes().every((box) => box.checked);
  }

  function note(box) {
    if (box.checked) picked.add(box.value);
    else picked.delete(box.value);
  }

  document.addEventListener('change', (event) => {
    if (!event.target.matches('.pick input')) return;
    note(event.target);
    tell();
  });
  // A row that was fetched again comes without its mark.
  document.addEventListener('htmx:afterSettle', () => {
    for (const box of boxes()) box.checked = picked.has(box.value);
    tell();
  });
  if (all) {
    all.addEventListener('click', () => {
      for (const box of boxes().slice(0, MOST)) {
        box.checked = true;
        note(box);
      }
      tell();
    });
  }
  // Browsers restore marks after Back.
  addEventListener('pageshow', () => {
    boxes().forEach(note);
    tell();
  });
})();
