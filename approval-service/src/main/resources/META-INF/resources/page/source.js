// What htmx takes for an EventSource: the browser's one stream, told to this page in the page's own events.
(() => {
  'use strict';

  // More are not told apart.
  const MAX_NEWS = 1000;

  function words(count) {
    if (count === 0) return '';
    return count === MAX_NEWS ? '1,000+ new, show' : count + ' new, show';
  }

  class PageSource extends EventTarget {
    constructor(url) {
      super();
      const query = new URL(url, location.href).searchParams;
      this.after = Number(query.get('after'));
      this.halts = Number(query.get('halts'));
      this.readyState = 0;
      this.news = { arrived: new Set(), 'arrived-team': new Set() };
      this.hub = this.connect();
      document.addEventListener('visibilitychange', () => this.follow());
      addEventListener('pagehide', () => this.hub.leave());
      addEventListener('pageshow', (event) => {
        if (event.persisted) this.follow();
      });
      // After the one who made this has set its handlers.
      queueMicrotask(() => this.follow());
    }

    // Where a shared worker cannot be had, the tab has a stream of its own.
    connect() {
      if (typeof SharedWorker === 'undefined') {
        const own = globalThis.copilotHub();
        return {
          join: () => own.join(this, { after: this.after, history: this.history, halts: this.halts, post: (message) => this.take(message) }),
          leave: () => own.leave(this),
        };
      }
      const { port } = new SharedWorker('/page/stream.js', { name: 'copilot-live' });
      port.onmessage = ({ data }) => this.take(data);
      return {
        join: () => port.postMessage({ type: 'join', after: this.after, history: this.history, halts: this.halts }),
        leave: () => port.postMessage({ type: 'leave' }),
      };
    }

    follow() {
      if (this.readyState === 2) return;
      if (document.hidden) this.hub.leave();
      else this.hub.join();
    }

    take(message) {
      if (this.readyState === 2) return;
      if (message.type === 'open') {
        this.readyState = 1;
        if (this.onopen) this.onopen(new Event('open'));
      } else if (message.type === 'error') {
        this.readyState = 0;
        if (this.onerror) this.onerror(new Event('error'));
      } else if (message.type === 'reset') {
        this.loadAnew();
      } else if (message.type === 'place') {
        this.history = message.history;
      } else if (message.type === 'halts') {
        this.halts = message.version;
        this.tell('halts', String(message.version));
      } else {
        this.after = message.entry.seq;
        this.changed(message.entry);
      }
    }

    // The server cannot tell everything since this page was made. What somebody has begun to type stays: then the page says that it is not live.
    loadAnew() {
      const typed = [...document.querySelectorAll('main textarea')].some((field) => field.value !== field.defaultValue);
      if (!typed) copilotGo(() => location.reload());
      else if (this.onerror) this.onerror(new Event('error'));
    }

    changed(entry) {
      if (entry.action) {
        this.tell('changed-' + entry.action, entry.state);
        this.count(entry);
        if (entry.own && (entry.state === 'UNKNOWN' || entry.state === 'RECONCILED')) this.tell('unsettled', '');
      }
      this.tell('run-' + entry.run, 'moved');
    }

    count(entry) {
      const name = entry.own ? 'arrived' : 'arrived-team';
      const news = this.news[name];
      const before = news.size;
      if (!entry.moved) return;
      if (entry.state !== 'PENDING') news.delete(entry.action);
      else if (news.size < MAX_NEWS) news.add(entry.action);
      if (news.size !== before) this.tell(name, words(news.size));
    }

    tell(name, data) {
      this.dispatchEvent(new MessageEvent(name, { data }));
    }

    close() {
      this.readyState = 2;
      this.hub.leave();
    }
  }

  htmx.createEventSource = (url) => new PageSource(url);
})();
