// One channel: what one look should tell on top, the rest in its details, which are made when they are first opened.
import {patch, post} from './api.js';
import {attribute, button, h, show, text} from './dom.js';
import {ChannelDetails} from './channel-details.js';
import {micros, number, time} from './format.js';
import {t, tn} from './i18n.js';
import * as listening from './listening.js';
import {meter} from './meter.js';
import {act} from './outcome.js';
import {may} from './store.js';
import {fillOne, fillVoices} from './voices-select.js';
import {backgroundTone, backgroundWord, hearingTone, hearingWord, pill, pushTone, pushWord, setPill} from './words.js';

const LONGEST_SHOWN = 300;

/** How often it restarted, and when it does so next or how often it could at once. */
function restarts(push) {
  return [
    ...(push.restarts ? [tn('restarts', push.restarts)] : []),
    ...(push.nextAttempt ? [t('nextAt', {time: time(push.nextAttempt)})] : []),
    ...(push.restarts && push.supervision ? [t('atOnce', {n: number(push.supervision.restartsAtOnce)})] : []),
  ].join(t('listed'));
}

export class ChannelCard {
  #id;
  #parts = {};
  #details = null;
  #channel;
  #lazy;

  constructor(channel, {open, lazyVoices}) {
    this.#id = channel.id;
    this.#channel = channel;
    this.#lazy = lazyVoices;
    this.element = this.#build();
    this.voices(lazyVoices);
    this.update(channel);
    this.listening();
    if (open) {
      this.#toggle();
    }
  }

  #build() {
    const p = this.#parts;
    const title = `channel-${this.#id}`;
    p.state = pill('state');
    p.since = h('span', {class: 'since'});
    p.meter = meter(t('levelOf', {channel: this.#id}));
    p.listen = button('listen', t('listen'), () => this.#listen(), {'aria-pressed': 'false'});
    p.pause = button('pause', t('pause'), () => this.#pause(), {'aria-pressed': 'false'});
    p.details = button('details', t('details'), () => this.#toggle(), {'aria-expanded': 'false', 'aria-controls': `${title}-details`,
      class: 'plain disclosure'});
    p.behind = h('span', {class: 'behind'});
    p.volume = h('input', {type: 'range', min: 0, max: 1.5, step: 0.05, value: listening.volume(), 'data-action': 'volume',
      'aria-label': t('volumeHere'), oninput: (e) => listening.setVolume(Number(e.target.value))});
    p.ear = h('div', {class: 'ear', hidden: true}, p.behind, p.volume);
    p.speaking = h('span', {class: 'speaking'});
    p.queue = h('span', {class: 'queue-length'});
    p.drift = h('span', {class: 'drift'});
    p.lateness = h('span', {class: 'lateness'});
    p.push = pill('push-state');
    p.restarts = h('span', {class: 'restarts'});
    p.heard = pill('heard');
    p.heardDelay = h('span', {class: 'heard-delay'});
    p.heardFact = h('div', {class: 'fact', hidden: true}, h('span', {class: 'key'}, t('heard')),
      h('span', {class: 'value'}, p.heard, ' ', p.heardDelay));
    p.heardProblem = h('p', {class: 'problem', lang: 'en', hidden: true});
    p.sound = pill('sound');
    p.soundSource = h('span', {class: 'sound-source'});
    p.soundFact = h('div', {class: 'fact', hidden: true}, h('span', {class: 'key'}, t('sound')),
      h('span', {class: 'value'}, p.sound, ' ', p.soundSource));
    p.soundProblem = h('p', {class: 'problem sound-problem', lang: 'en', hidden: true});
    p.beneathText = h('span', {class: 'beneath'});
    p.beneath = h('p', {class: 'now', hidden: true}, h('span', {class: 'key'}, t('beneath')), ' ', p.beneathText);
    p.voice = h('select', {'data-action': 'voice', 'aria-label': t('voiceOf', {channel: this.#id}), onchange: (e) => this.#swap(e.target),
      onfocus: () => this.#fill(), onpointerdown: () => this.#fill(), disabled: !may('ADMINISTER')});
    p.problem = h('p', {class: 'problem', lang: 'en', hidden: true});
    p.body = h('div', {class: 'details', id: `${title}-details`, hidden: true});
    const fact = (label, ...what) => h('div', {class: 'fact'}, h('span', {class: 'key'}, label), h('span', {class: 'value'}, what));
    return h('article', {class: 'card channel', 'data-channel': this.#id, 'aria-labelledby': title},
      h('div', {class: 'top'},
        h('div', {class: 'who'}, h('h3', {id: title}, this.#id), p.state, p.since),
        p.meter.element,
        h('div', {class: 'buttons'}, p.listen, may('OPERATE') ? p.pause : null, p.details)),
      p.ear,
      h('p', {class: 'now'}, h('span', {class: 'key'}, t('speaking')), ' ', p.speaking),
      p.beneath,
      h('div', {class: 'facts'},
        fact(t('queue'), p.queue), fact(t('voice'), p.voice), fact(t('push'), p.push, ' ', p.restarts),
        fact(t('drift'), p.drift), fact(t('lateness'), p.lateness), p.heardFact, p.soundFact),
      p.problem, p.heardProblem, p.soundProblem, p.body);
  }

  update(channel) {
    this.#channel = channel;
    const p = this.#parts;
    const e = this.element;
    attribute(e, 'data-on-air', String(channel.onAir));
    attribute(e, 'data-paused', String(channel.paused ?? false));
    attribute(e, 'data-queue-length', channel.queueLength);
    setPill(p.state, channel.paused ? 'warn' : channel.onAir ? 'good' : 'bad',
      channel.paused ? t(channel.onAir ? 'pausedOnAir' : 'pausedOffAir') : t(channel.onAir ? 'onAir' : 'offAir'));
    text(p.since, channel.onAirSince ? t('since', {time: time(channel.onAirSince)}) : '');
    text(p.speaking, channel.speaking ? channel.speaking.text.slice(0, LONGEST_SHOWN) : t('silence'));
    p.speaking.classList.toggle('idle', !channel.speaking);
    text(p.beneathText, channel.beneath?.text.slice(0, LONGEST_SHOWN));
    show(p.beneath, channel.beneath);
    text(p.queue, t('queueOf', {n: number(channel.queueLength), all: number(channel.queueCapacity)}));
    text(p.pause, t(channel.paused ? 'resume' : 'pause'));
    attribute(p.pause, 'aria-pressed', String(channel.paused ?? false));
    attribute(p.push, 'data-state', channel.push?.state ?? 'NONE');
    setPill(p.push, channel.push ? pushTone(channel.push.state) : 'idle', channel.push ? pushWord(channel.push.state) : t('push.NONE'));
    text(p.restarts, channel.push ? restarts(channel.push) : '');
    attribute(p.restarts, 'title', channel.push?.supervision?.lastCause ?? null);
    text(p.problem, channel.problem);
    show(p.problem, channel.problem);
    this.#hearing(channel.hearing);
    this.#background(channel.background);
    this.#chosenVoice();
    this.pacing(channel);
    this.#details?.update(channel);
  }

  /** What the ear finds, where one listens. */
  #hearing(hearing) {
    const p = this.#parts;
    attribute(this.element, 'data-heard', hearing?.state ?? null);
    show(p.heardFact, hearing);
    if (hearing) {
      setPill(p.heard, hearingTone(hearing.state), hearingWord(hearing.state));
      text(p.heardDelay, hearing.delayMillis === null ? '' : `${number(hearing.delayMillis)} ms`);
    }
    text(p.heardProblem, hearing?.problem);
    show(p.heardProblem, hearing?.problem);
  }

  /** The background sound, of a channel that has some. */
  #background(background) {
    const p = this.#parts;
    attribute(this.element, 'data-background', background?.state ?? null);
    show(p.soundFact, background);
    if (background) {
      setPill(p.sound, backgroundTone(background.state), backgroundWord(background.state));
      text(p.soundSource, background.source);
    }
    text(p.soundProblem, background?.cause);
    show(p.soundProblem, background?.cause);
  }

  pacing(channel) {
    text(this.#parts.drift, channel.onAir ? `${number(channel.pacing.driftMillis ?? 0, 1)} ms` : '–');
    text(this.#parts.lateness, channel.onAir ? micros(channel.pacing.latenessP99Micros) : '–');
  }

  level(peak) {
    this.#parts.meter.show(peak);
  }

  /** New voices are offered. A select that is in use is filled when it is left. */
  voices(lazy) {
    this.#lazy = lazy;
    if (document.activeElement === this.#parts.voice) {
      this.#parts.voice.addEventListener('blur', () => this.voices(this.#lazy), {once: true});
      return;
    }
    if (lazy) {
      fillOne(this.#parts.voice, t('bestVoice'), this.#channel.voice);
    } else {
      fillVoices(this.#parts.voice, t('bestVoice'), this.#channel.voice);
    }
  }

  #fill() {
    if (this.#lazy && this.#parts.voice.options.length <= 1) {
      fillVoices(this.#parts.voice, t('bestVoice'), this.#channel.voice);
    }
  }

  #chosenVoice() {
    const select = this.#parts.voice;
    if (select.value === this.#channel.voice || select.getAttribute('aria-busy') === 'true') {
      return;
    }
    select.value = this.#channel.voice;
    if (select.value !== this.#channel.voice) {
      this.voices(this.#lazy);
    }
  }

  async #swap(select) {
    const voice = select.value;
    const done = t('voiceSwapped', {channel: this.#id, voice: voice || t('bestVoice')});
    await act(select, () => patch(`/channels/${encodeURIComponent(this.#id)}/settings`, {voice}), done)
      ?? (select.value = this.#channel.voice);
  }

  #pause() {
    const paused = this.#channel.paused;
    act(this.#parts.pause, () => post(`/channels/${encodeURIComponent(this.#id)}/${paused ? 'resume' : 'pause'}`),
      t(paused ? 'resumed' : 'nowPaused', {channel: this.#id}));
  }

  #listen() {
    if (listening.channel() === this.#id) {
      listening.stop();
    } else {
      listening.start(this.#id);
    }
  }

  /** Whether this browser listens, and how far behind. */
  listening() {
    const p = this.#parts;
    const listens = listening.channel() === this.#id;
    const behind = listens ? listening.millisBehind() : null;
    attribute(this.element, 'data-listening', listens ? 'true' : null);
    attribute(this.element, 'data-latency-ms', behind);
    attribute(p.listen, 'aria-pressed', String(listens));
    text(p.listen, t(listens ? 'stopListening' : 'listen'));
    text(p.behind, listens ? (behind === null ? t('waitingForSound') : t('behind', {n: number(behind)})) : '');
    if (listens && p.ear.hidden) {
      p.volume.value = listening.volume();
    }
    show(p.ear, listens);
  }

  #toggle() {
    const open = this.#parts.body.hidden;
    if (open && !this.#details) {
      this.#details = new ChannelDetails(this.#id);
      this.#parts.body.append(this.#details.element);
    }
    show(this.#parts.body, open);
    attribute(this.#parts.details, 'aria-expanded', String(open));
    this.#details.shown = open;
    this.#details.update(this.#channel);
  }
}
