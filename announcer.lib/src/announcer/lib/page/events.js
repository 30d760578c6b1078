// Server-sent events that go on by themselves over restarts of server and network, and tell whether they are live.

/** After this long (ms) a stream that was refused is tried again. */
const RETRY_MS = 3000;
const LOOK_MS = 5000;

/**
 * Opens a stream of events, for as long as the page is there or until it is closed.
 *
 * @param url the address of the stream
 * @param options `handlers` by event name, called with the event's JSON; `connection`, called with 'live' or 'lost'; `refused`, called when the
 *     server refuses the stream, which is tried again when its promise has ended; `silentMs`: after this long without any event it is dead,
 *     though the browser has not noticed (the server sends `alive` more often); `begin`: opens the stream, as an EventSource or what behaves so
 * @return `heard()`: milliseconds since the last event; `close()`
 */
export function listen(url, {handlers, connection, refused = () => Promise.resolve(), silentMs = 40000, begin = (of) => new EventSource(of)}) {
  let source = null;
  let heard = now();
  /** When the stream last gave a sign of life, or was opened anew. */
  let alive = null;

  function open() {
    const stream = begin(url);
    source = stream;
    alive = now();
    stream.onopen = () => connection('live');
    stream.onerror = () => {
      if (stream !== source) {
        return;
      }
      connection('lost');
      if (stream.readyState === EventSource.CLOSED) {
        const again = () => setTimeout(() => stream === source && open(), RETRY_MS);
        refused().then(again, again);
      }
    };
    for (const name of Object.keys(handlers)) {
      stream.addEventListener(name, (event) => {
        heard = now();
        alive = heard;
        handlers[name](JSON.parse(event.data));
      });
    }
  }

  /** One that was refused is closed already, and is tried again as it is. */
  function look() {
    if (source && source.readyState !== EventSource.CLOSED && since(alive) > silentMs) {
      source.close();
      connection('lost');
      open();
    }
  }

  open();
  const timer = setInterval(look, LOOK_MS);
  return {
    heard: () => since(heard),
    close() {
      clearInterval(timer);
      source.close();
      source = null;
    },
  };
}

/** Two clocks: the first stands still while some machines sleep, the second jumps when it is set. */
function now() {
  return {running: performance.now(), day: Date.now()};
}

/** The larger of the two: who is in doubt takes what is shown for old. */
function since(then) {
  return Math.max(performance.now() - then.running, Date.now() - then.day);
}
