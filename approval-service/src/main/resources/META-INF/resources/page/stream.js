// One live stream for all tabs of this browser: over HTTP/1.1 a browser has six connections to a host, and streams would use
// them up. As a shared worker it serves every tab; where there is none, each tab runs it for itself. A tab that nobody sees
// takes no part.
(() => {
  'use strict';

  const FIRST_PAUSE_MS = 1000;
  const LONGEST_PAUSE_MS = 16000;

  // Whether the server can tell a tab everything since what it has seen. It cannot where the tab is older than what is kept, or
  // from before a restored database: numbers may then be given again for other changes.
  function continues(tab, place) {
    return (!tab.history || tab.history === place.history) && tab.after >= place.from && tab.after <= place.head;
  }

  // What a tab has seen: the number of the latest change, the history that it is of, and the version of what is halted. Numbers of a
  // person's changes rise.
  function hub() {
    const tabs = new Map();
    let source;
    let place;
    let seen = { after: 0, halts: 0 };
    let open = false;
    let pause = FIRST_PAUSE_MS;
    let again;

    function tellAll(message) {
      for (const tab of tabs.values()) tab.post(message);
    }

    function settle(tab) {
      tab.history = place.history;
      tab.post({ type: 'place', history: place.history });
    }

    // Whether the stream that is open serves it: it began early enough, and no question is open.
    function isServed(tab) {
      if (!source || tab.after < seen.after || tab.halts < seen.halts) return false;
      return !place || continues(tab, { ...place, from: 0, head: Math.max(place.head, seen.after) });
    }

    function close() {
      clearTimeout(again);
      if (source) source.close();
      source = undefined;
      place = undefined;
      open = false;
    }

    function connect() {
      close();
      if (tabs.size === 0) return;
      const places = [...tabs.values()];
      seen = { after: Math.min(...places.map((tab) => tab.after)), halts: Math.min(...places.map((tab) => tab.halts)) };
      const stream = new EventSource('/live?after=' + seen.after + '&halts=' + seen.halts);
      source = stream;
      stream.onopen = () => {
        open = true;
        pause = FIRST_PAUSE_MS;
        tellAll({ type: 'open' });
      };
      // By ourselves, from where the tabs are, and not from where this stream began.
      stream.onerror = () => {
        if (source !== stream) return;
        close();
        tellAll({ type: 'error' });
        again = setTimeout(connect, pause);
        pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
      };
      stream.addEventListener('feed', (event) => {
        const entry = JSON.parse(event.data);
        seen.after = Math.max(seen.after, entry.seq);
        for (const tab of tabs.values()) {
          if (entry.seq <= tab.after) continue;
          tab.after = entry.seq;
          tab.post({ type: 'feed', entry });
        }
      });
      // The first word of every stream.
      stream.addEventListener('place', (event) => {
        place = JSON.parse(event.data);
        for (const tab of tabs.values()) {
          if (continues(tab, place)) settle(tab);
          else tab.post({ type: 'reset' });
        }
      });
      stream.addEventListener('halts', (event) => {
        const version = Number(event.data);
        seen.halts = Math.max(seen.halts, version);
        for (const tab of tabs.values()) {
          if (version <= tab.halts) continue;
          tab.halts = version;
          tab.post({ type: 'halts', version });
        }
      });
    }

    return {
      join(key, tab) {
        tabs.set(key, tab);
        if (!isServed(tab)) {
          connect();
          return;
        }
        if (place) settle(tab);
        if (open) tab.post({ type: 'open' });
      },
      leave(key) {
        if (tabs.delete(key) && tabs.size === 0) close();
      },
    };
  }

  if (typeof SharedWorkerGlobalScope === 'undefined') {
    globalThis.copilotHub = hub;
    return;
  }

  const shared = hub();
  globalThis.onconnect = (event) => {
    const port = event.ports[0];
    port.onmessage = ({ data }) => {
      if (data.type === 'join') shared.join(port, { after: data.after, history: data.history, halts: data.halts, post: (message) => port.postMessage(message) });
      else shared.leave(port);
    };
  };
})();
