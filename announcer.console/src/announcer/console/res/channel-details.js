// What a channel's card shows when it is opened: the queue, the push, the stream's address.
import {get, post, remove} from './api.js';
import {deleteChannel} from './channel-dialogs.js';
import {copy} from './copy.js';
import {confirm} from './dialogs.js';
import {button, h, keyed, show, text} from './dom.js';
import {micros, number, time} from './format.js';
import {t, tn} from './i18n.js';
import {act} from './outcome.js';
import {QueueItem} from './queue-item.js';
import {may} from './store.js';

/** The console's forms, seen from this page. */
const FORMS = '../configMgr';

export class ChannelDetails {
  shown = false;
  #id;
  #path;
  #parts = {};
  #items = new WeakMap();
  #channel = null;

  constructor(id) {
    this.#id = id;
    this.#path = `/channels/${encodeURIComponent(id)}`;
    this.element = h('div', {class: 'detail-grid'}, this.#queue(), this.#push(), this.#stream());
  }

  #queue() {
    const p = this.#parts;
    p.queue = h('ol', {class: 'queue'});
    p.more = h('p', {class: 'hint'});
    p.cancelAll = button('cancel-all', t('cancelAll'), () => this.#cancelAll());
    return h('section', {class: 'queue-part'}, h('div', {class: 'part-head'}, h('h4', {}, t('queueTitle')),
      may('OPERATE') ? p.cancelAll : null), p.queue, p.more);
  }

  #push() {
    const p = this.#parts;
    p.pushFacts = h('dl', {});
    p.lines = h('pre', {class: 'push-lines', lang: 'en', tabindex: 0, hidden: true, 'aria-label': t('lastLines')});
    p.restart = button('restart-push', t('restartPush'), () => act(p.restart, () => post(`${this.#path}/push/restart`),
      t('pushRestarted', {channel: this.#id})));
    p.output = button('push-output', t('lastLines'), () => this.#output());
    p.pushPart = h('section', {}, h('div', {class: 'part-head'}, h('h4', {}, t('push')), p.output, may('OPERATE') ? p.restart : null),
      p.pushFacts, p.lines);
    return p.pushPart;
  }

  #stream() {
    const p = this.#parts;
    p.url = h('code', {class: 'play-url'});
    p.copy = button('copy-url', t('copy'), () => copy(p.url.textContent));
    p.streamFacts = h('dl', {});
    return h('section', {}, h('div', {class: 'part-head'}, h('h4', {}, t('stream')),
      may('ADMINISTER') ? h('a', {class: 'settings', target: '_top', href: FORMS, onclick: (e) => this.#settings(e)}, t('settings')) : null,
      may('ADMINISTER') ? button('delete-channel', t('deleteChannel'), () => deleteChannel(this.#channel), {class: 'danger-plain'}) : null),
      h('p', {class: 'url'}, p.url, p.copy), p.streamFacts);
  }

  update(channel) {
    this.#channel = channel;
    if (!this.shown) {
      return;
    }
    const p = this.#parts;
    // Places are counted among those that wait: one whose sound is being made has its place already.
    const waiting = channel.queued.filter((a) => a.state === 'QUEUED');
    const waits = channel.queueLength - channel.queued.length + waiting.length;
    keyed(p.queue, channel.queued, (a) => a.id, (a) => this.#item(a), (element, a) => this.#items.get(element)
      .update(a, waiting.indexOf(a), waits));
    const hidden = channel.queueLength - channel.queued.length;
    text(p.more, channel.queueLength === 0 ? t('queueEmpty') : tn('queueMore', hidden));
    show(p.more, channel.queueLength === 0 || hidden > 0);
    show(p.cancelAll, channel.queueLength > 0);
    this.#updatePush(channel.push);
    text(p.url, channel.playUrl ?? t('noPlayUrl'));
    show(p.copy, channel.playUrl);
    facts(p.streamFacts, [
      [t('format'), `${number(channel.format.sampleRateHz)} Hz, ${channel.format.channels === 1 ? t('mono') : t('stereo')}`],
      [t('transport'), channel.transport ?? '–'],
      [t('input'), channel.inputUrl ?? '–'],
      [t('latenessMax'), channel.onAir ? micros(channel.pacing.latenessMaxMicros) : '–'],
    ]);
  }

  #updatePush(push) {
    show(this.#parts.restart, push);
    show(this.#parts.output, push);
    facts(this.#parts.pushFacts, push ? [
      [t('pushSince'), time(push.since)],
      [t('pushRestarts'), number(push.restarts)],
      ...supervision(push.supervision),
      [t('destination'), push.destination],
      ...(push.cause ? [[t('cause'), push.cause, 'en']] : []),
      ...(push.nextAttempt ? [[t('nextAttempt'), time(push.nextAttempt)]] : []),
    ] : [[t('push'), t('push.NONE')]]);
  }

  #item(announcement) {
    const item = new QueueItem(announcement);
    this.#items.set(item.element, item);
    return item.element;
  }

  async #output() {
    const answer = await act(this.#parts.output, () => get(`${this.#path}/push/output`));
    if (answer) {
      text(this.#parts.lines, answer.lines.length > 0 ? answer.lines.join('\n') : t('noLines'));
      show(this.#parts.lines, true);
    }
  }

  /** Leads to the console's form for this channel: which one that is only its settings know. */
  async #settings(event) {
    event.preventDefault();
    const pid = await get(`${this.#path}/settings`).then((settings) => settings.pid, () => null);
    window.top.location.assign(new URL(pid ? `${FORMS}/${encodeURIComponent(pid)}` : FORMS, location.href));
  }

  #cancelAll() {
    confirm({title: t('cancelAllTitle', {channel: this.#id}), text: tn('cancelAllText', this.#channel.queueLength), ok: t('cancelAll'),
      work: () => remove(`${this.#path}/queue`)});
  }
}

/** What the pusher tells of how it watches over its process. */
function supervision(s) {
  return s ? [
    [t('restartsAtOnce'), number(s.restartsAtOnce)],
    ...(s.residentBytes === null ? [] : [[t('pushMemory'), `${number(s.residentBytes / 1048576)} MB`]]),
    ...(s.cpuCores === null ? [] : [[t('pushCpu'), `${number(s.cpuCores * 100, 1)} %`]]),
    ...(s.lastCause ? [[t('lastCause'), `${time(s.lastEnded)}: ${s.lastCause}`, 'en']] : []),
  ] : [];
}

/** Fills a list of terms and what they are. */
function facts(list, rows) {
  keyed(list, rows, (row) => row[0], ([label, , lang]) => h('div', {}, h('dt', {}, label), h('dd', {lang: lang ?? null})),
    (element, row) => text(element.lastChild, row[1]));
}
