// Plays a channel's sound as it goes into the pipe, and knows how far behind the pipe one hears it.
import {stream} from './api.js';
import {FrameReader} from './frames.js';
import {state} from './store.js';

/** How far ahead of what is heard sound is scheduled to begin with (s): what a late frame may be late by. */
const AIM = 0.08;
/** Each time it was too little it becomes more, up to this (s). */
const MOST_AIM = 0.16;
const AIM_STEP = 0.02;
/** Frames are dropped that would be heard later than this (s): better a gap than to lag. */
const MOST_AHEAD = 0.3;
/** For so long (s) after a beginning, what came in a burst is dropped beyond so much (s) more than the aim: it is old. */
const BEGINNING = 0.5;
const BURST = 0.04;
/** Every so many frames (4 s) the least that was ahead is looked at: what was never needed is given back, a frame a time. */
const LOOK_EVERY = 200;
/** The next look is after this many when there is more to give back. */
const LOOK_AGAIN = 25;
/** A stream that ended is asked for again after this (ms). */
const RETRY_MS = 1000;
/** Once something was heard, refusals that pass (the engine is being swapped, the old stream still has its place) are borne this long (ms). */
const PATIENCE_MS = 10_000;
const PASSING = [404, 429];
/** A channel on the air sends silence, too: after this long (ms) without anything its stream is dead, and is asked for again. */
const QUIET_MS = 5000;
const LOOK_MS = 1000;
/** A figure that is not between these (ms) comes from clocks that differ. */
const CREDIBLE = [-50, 30_000];

/** Listens to one channel until it is stopped. */
export class Player {
  #context = null;
  #gain = null;
  #stop = new AbortController();
  #request = null;
  /** Whether anything was heard yet. */
  #came = false;
  /** Since when it is refused (ms); null: it is not. */
  #refused = null;
  #next = 0;
  #begun = 0;
  #aim = AIM;
  #least = Infinity;
  #seen = 0;
  #heard = [];
  #sources = new Set();
  #volume;

  /** @param onEnd called with a problem when listening is refused for good */
  constructor(channel, {volume = 1, onEnd}) {
    this.channel = channel;
    this.onEnd = onEnd;
    this.#volume = volume;
  }

  /** Plays until stopped; streams that end (the channel is set up anew) are asked for again. */
  async run() {
    while (!this.#stop.signal.aborted) {
      try {
        await this.#read();
      } catch (problem) {
        if (this.#stop.signal.aborted) {
          return;
        }
        if (problem.status >= 400 && problem.status < 500 && !this.#passes(problem)) {
          this.stop();
          this.onEnd(problem);
          return;
        }
      }
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }

  #passes({status}) {
    const now = performance.now();
    this.#refused ??= now;
    return this.#came && PASSING.includes(status) && now - this.#refused < PATIENCE_MS;
  }

  async #read() {
    const request = new AbortController();
    this.#request = request;
    let quietSince = performance.now();
    const timer = setInterval(() => {
      const now = performance.now();
      if (!state.channels.get(this.channel)?.onAir) {
        quietSince = now;
      } else if (now - quietSince > QUIET_MS) {
        request.abort();
      }
    }, LOOK_MS);
    try {
      const response = await stream(`/channels/${encodeURIComponent(this.channel)}/listen?framed=true`, request.signal);
      const body = response.body.getReader();
      const frames = new FrameReader();
      for (let piece = await body.read(); !piece.done; piece = await body.read()) {
        quietSince = performance.now();
        for (const frame of frames.add(piece.value)) {
          if (this.#stop.signal.aborted) {
            return;
          }
          this.#came = true;
          this.#refused = null;
          this.#play(frame);
        }
      }
    } finally {
      clearInterval(timer);
      // Whatever ended it, a frame that makes no sense for instance: it does not keep its place.
      request.abort();
    }
  }

  #play(frame) {
    const context = this.#contextFor(frame.sampleRate);
    const now = context.currentTime;
    if (context.state !== 'running' || now === 0) {
      // The device is being opened: what is scheduled now would be heard late for ever.
      return;
    }
    const length = frame.channels[0].length / frame.sampleRate;
    if (this.#next < now + 0.005) {
      // The first frame, or one that came too late.
      if (this.#next > 0) {
        this.#aim = Math.min(MOST_AIM, this.#aim + AIM_STEP);
      }
      this.#next = Math.ceil((now + this.#aim) * frame.sampleRate) / frame.sampleRate;
      this.#begun = now;
    }
    const most = now < this.#begun + BEGINNING ? this.#aim + BURST : MOST_AHEAD;
    if (this.#next - now > most || this.#isSpare(this.#next - now, length)) {
      return;
    }
    const buffer = context.createBuffer(frame.channels.length, frame.channels[0].length, frame.sampleRate);
    frame.channels.forEach((samples, i) => buffer.copyToChannel(samples, i));
    const source = new AudioBufferSourceNode(context, {buffer});
    source.connect(this.#gain);
    source.start(this.#next);
    this.#sources.add(source);
    source.onended = () => this.#sources.delete(source);
    this.#heard.push({at: this.#next, until: this.#next + length, written: frame.written});
    document.dispatchEvent(new CustomEvent('announcer-heard', {detail: {channel: this.channel, written: frame.written,
      sampleRate: frame.sampleRate, playAt: this.#next, samples: frame.channels[0]}}));
    this.#next += length;
  }

  /** Whether this frame is left out, since for a long time there was more ahead than is needed. */
  #isSpare(ahead, length) {
    this.#least = Math.min(this.#least, ahead);
    this.#seen++;
    if (this.#seen < LOOK_EVERY) {
      return false;
    }
    const spare = this.#least > this.#aim + length;
    this.#seen = spare ? LOOK_EVERY - LOOK_AGAIN : 0;
    this.#least = Infinity;
    return spare;
  }

  /** The context runs at the stream's own rate: then frames join without a seam. */
  #contextFor(sampleRate) {
    if (this.#context?.sampleRate !== sampleRate) {
      this.#silence();
      this.#context = new AudioContext({latencyHint: 'interactive', sampleRate});
      this.#gain = new GainNode(this.#context, {gain: this.#volume});
      this.#gain.connect(this.#context.destination);
      this.#context.resume();
      this.#next = 0;
    }
    return this.#context;
  }

  set volume(value) {
    this.#volume = value;
    this.#gain?.gain.setTargetAtTime(value, this.#context.currentTime, 0.01);
  }

  /** How many milliseconds what leaves the loudspeaker now is behind the pipe; null when nothing is heard or clocks differ. */
  behind() {
    if (!this.#context || this.#context.state !== 'running') {
      return null;
    }
    const {position, at} = this.#output();
    while (this.#heard.length > 0 && this.#heard[0].until <= position) {
      this.#heard.shift();
    }
    const frame = this.#heard[0];
    if (!frame || frame.at > position) {
      return null;
    }
    const behind = at - (frame.written / 1000 + (position - frame.at) * 1000);
    return behind >= CREDIBLE[0] && behind <= CREDIBLE[1] ? Math.max(0, behind) : null;
  }

  /** Which place in the sound (s) is heard, and at what time of day (ms). */
  #output() {
    // Date is asked each time and timeOrigin is not: it does not follow when the computer's clock is set, or wakes from sleep.
    const origin = Date.now() - performance.now();
    const stamp = this.#context.getOutputTimestamp();
    if (stamp.contextTime > 0 && stamp.performanceTime > 0) {
      const since = Math.max(0, performance.now() - stamp.performanceTime);
      return {position: stamp.contextTime + since / 1000, at: origin + stamp.performanceTime + since};
    }
    return {position: this.#context.currentTime - (this.#context.outputLatency || 0), at: origin + performance.now()};
  }

  /** Falls silent at once. */
  stop() {
    this.#stop.abort();
    this.#request?.abort();
    this.#silence();
  }

  #silence() {
    for (const source of this.#sources) {
      source.onended = null;
      source.disconnect();
    }
    this.#sources.clear();
    this.#heard = [];
    this.#context?.close();
    this.#context = null;
  }
}
