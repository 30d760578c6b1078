// Server-sent events for who has a token: the browser's own EventSource can send cookies only.
import {credentials} from './client.js';

/** As the browser's own one comes again when the server has not said how soon. */
const AGAIN_MS = 3000;

/** Behaves as an EventSource, as far as `listen` uses one. */
export class TokenEvents {
  constructor(url) {
    this.url = url;
    this.listeners = {};
    this.reader = null;
    this.onopen = () => {};
    this.onerror = () => {};
    this.readyState = EventSource.CONNECTING;
    // Whoever has made it sets its listeners first.
    setTimeout(() => this.read(), 0);
  }

  addEventListener(name, listener) {
    this.listeners[name] = listener;
  }

  close() {
    this.readyState = EventSource.CLOSED;
    if (this.reader) {
      // It may have ended by itself.
      this.reader.cancel().catch(() => null);
    }
  }

  async read() {
    try {
      const who = credentials();
      const answer = await fetch(this.url, {credentials: who.credentials, cache: 'no-store', headers: Object.assign({Accept: 'text/event-stream'}, who.headers)});
      this.reader = answer.body.getReader();
      if (this.readyState === EventSource.CLOSED || !answer.ok) {
        const refused = this.readyState !== EventSource.CLOSED;
        this.close();
        if (refused) {
          this.onerror();
        }
        return;
      }
      this.readyState = EventSource.OPEN;
      this.onopen();
      await this.tellAll();
    } catch (broken) {
      // The network, or the server has gone in the middle of an event.
    }
    if (this.readyState !== EventSource.CLOSED) {
      this.readyState = EventSource.CONNECTING;
      this.onerror();
      setTimeout(() => this.readyState === EventSource.CONNECTING && this.read(), AGAIN_MS);
    }
  }

  async tellAll() {
    const decoder = new TextDecoder();
    let text = '';
    for (let part = await this.reader.read(); !part.done; part = await this.reader.read()) {
      text += decoder.decode(part.value, {stream: true});
      const events = text.split('\n\n');
      text = events.pop();
      events.forEach((event) => this.tell(event));
    }
  }

  /** The server writes an event's data on one line. */
  tell(event) {
    const fields = {};
    for (const line of event.split('\n')) {
      const colon = line.indexOf(': ');
      fields[line.slice(0, colon)] = line.slice(colon + 2);
    }
    if (this.listeners[fields.event]) {
      this.listeners[fields.event]({data: fields.data});
    }
  }
}
