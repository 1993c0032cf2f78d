// Says two minutes before the session ends that it does, lets the person stay, and leads to the login and back when it is over.
(() => {
  'use strict';

  // A page that goes somewhere by itself cancels where the person is going: a reload in the middle of a sign-out leaves the login
  // at Auth0 alive. So once the page is being left, it goes nowhere by itself.
  let leaving = false;
  addEventListener('beforeunload', () => { leaving = true; });
  addEventListener('pageshow', () => { leaving = false; });
  globalThis.copilotGo = (go) => {
    if (!leaving) go();
  };

  const WARN_SECONDS = 120;
  const AGAIN_MS = 15000;
  const SIGNED_OUT = 499;
  const box = document.getElementById('session-end');
  if (!box) return;
  const line = box.querySelector('[role=status]');
  const form = box.querySelector('form');
  let endsAt = Date.now() + Number(box.dataset.left) * 1000;
  let timer;
  let stoodAt;

  const left = () => (endsAt - Date.now()) / 1000;

  function say(text, offer) {
    line.textContent = text;
    form.hidden = !offer;
    box.classList.toggle('due', text !== '');
  }

  function words(seconds) {
    return seconds > 60 ? 'in less than two minutes' : 'in less than a minute';
  }

  // A page that answered a form is fetched anew, not sent again.
  function toTheLogin() {
    copilotGo(() => location.replace(location.pathname + location.search));
  }

  function wait() {
    clearTimeout(timer);
    timer = setTimeout(look, Math.max(AGAIN_MS, (left() - WARN_SECONDS) * 1000));
  }

  async function ask(options) {
    const answer = await fetch('/session', { headers: { 'HX-Request': 'true' }, ...options }).catch(() => null);
    if (answer && answer.status === SIGNED_OUT) toTheLogin();
    if (answer && answer.ok) endsAt = Date.now() + (await answer.json()).secondsLeft * 1000;
    return answer !== null && answer.ok;
  }

  // Another tab may have been used: the server knows. Asking keeps no session alive.
  async function look() {
    await ask({});
    if (left() > WARN_SECONDS) say('', false);
    else if (left() > 0) say('If you do nothing, you are signed out ' + words(left()) + '. You come back to this page after the login.', true);
    wait();
  }

  box.addEventListener('focusin', (event) => {
    if (!box.contains(event.relatedTarget)) stoodAt = event.relatedTarget;
  });

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const taken = await ask({ method: 'POST', body: new URLSearchParams(new FormData(form)) });
    if (!taken) say('That did not work. Try again, or go on with the page as usual.', true);
    else if (left() > WARN_SECONDS) say('You stay signed in.', false);
    else say('It cannot be longer: some hours after each login you log in again. You come back to this page then.', false);
    // The button is gone; whoever pressed it goes on where they were.
    if (form.hidden) (stoodAt && stoodAt.isConnected ? stoodAt : document.getElementById('main')).focus();
    wait();
  });

  wait();
})();
