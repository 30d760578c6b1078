// A ticket on its owner's telephone: where am I, and it is my turn now, in large letters and with a sound.
import {json} from './client.js';
import {attribute, button, h, ready, show, text} from './dom.js';
import {listen} from './events.js';
import {counted, lastContact} from './fresh.js';
import {current, preferred, t, use} from './i18n.js';
import {counterName, minutes, serviceName} from './names.js';
import {NAMES, following} from './visitor-texts.js';

const ID = location.pathname.split('/')[2] || '';
const address = `/public/ticket/${encodeURIComponent(ID)}`;
const TURN = ['CALLED', 'READY'];
const WAITS = ['ISSUED', 'TRANSFERRED'];
const OVER = ['SERVED', 'NO_SHOW', 'CANCELLED', 'COLLECTED'];
/** Hertz and seconds of what is heard when it is one's turn. */
const TONES = [[784, 0.25], [988, 0.25], [1175, 0.6]];

let ticket = null;
let unknown = false;
let ended = false;
/** What the last sound was for. */
let sounded = null;
let audio = null;

const number = h('p', {class: 'number', id: 'number'});
const of = h('p', {class: 'of', id: 'service'});
const say = h('p', {class: 'say', id: 'say'});
const where = h('p', {class: 'where', id: 'where'});
const ahead = h('p', {id: 'ahead'});
const wait = h('p', {id: 'wait'});
const now = h('section', {id: 'now', role: 'status', 'aria-live': 'assertive', 'aria-atomic': 'true'}, say, where, number, of, ahead, wait);
const stale = h('p', {class: 'message', id: 'stale', role: 'alert', hidden: true});
const hint = h('p', {class: 'soft', hidden: true, id: 'sound-hint'});
const sound = button('sound', '', turnSoundOn, {id: 'sound'});
const language = button('language', '', () => {
  use(following(), true);
  draw();
});
const title = h('h1', {});

function draw() {
  const contact = !ended && stream ? lastContact(stream) : null;
  text(title, t('my.title'));
  text(language, NAMES[following()]);
  attribute(language, 'lang', following());
  text(sound, t('my.sound'));
  text(hint, t('my.soundOn'));
  text(stale, unknown ? t('my.unknown') : contact !== null ? t('my.stale', {time: contact}) : '');
  show(stale, unknown || contact !== null);
  attribute(document.documentElement, 'data-stale', String(contact !== null));
  show(now, ticket && !unknown);
  show(sound, ticket && !audio && OVER.indexOf(ticket.state) < 0);
  show(hint, ticket && audio && OVER.indexOf(ticket.state) < 0);
  if (!ticket) {
    return;
  }
  const turn = TURN.indexOf(ticket.state) >= 0;
  const waits = WAITS.indexOf(ticket.state) >= 0;
  attribute(document.documentElement, 'data-turn', String(turn && contact === null));
  text(number, ticket.number);
  text(of, ticket.service ? serviceName(ticket.service) : '');
  text(say, ticket.state === 'CALLED' ? t(ticket.again ? 'my.again' : 'my.turn') : waits ? '' : t(`my.${ticket.state}`));
  text(where, turn && ticket.counter ? t(ticket.state === 'READY' ? 'my.collectAt' : 'my.goTo', {counter: counterName(ticket.counter)}) : '');
  text(ahead, !waits || ticket.before === null ? '' : ticket.before === 0 ? t('take.before.none') : counted('take.before', ticket.before, current()));
  text(wait, waits && ticket.estimatedWaitSeconds !== null ? t('take.estimate', {time: minutes(ticket.estimatedWaitSeconds)}) : '');
  document.title = `${turn ? `${say.textContent}: ` : waits && ticket.before !== null ? `${ticket.before} · ` : ''}${ticket.number}`;
}

function take(next) {
  ticket = next;
  unknown = false;
  ready();
  const is = TURN.indexOf(next.state) >= 0 ? `${next.state} ${next.again}` : null;
  if (is !== null && is !== sounded) {
    ring();
  }
  sounded = is;
  draw();
}

/** A browser gives a page sound only after a tap; the tap is answered with the sound, so that one knows it. */
function turnSoundOn() {
  const Audio = window.AudioContext || window.webkitAudioContext;
  if (Audio) {
    audio = new Audio();
    ring();
  }
  draw();
  hint.tabIndex = -1;
  hint.focus();
}

function ring() {
  // Neither is allowed before a tap.
  if (!audio) {
    return;
  }
  if (navigator.vibrate) {
    navigator.vibrate([300, 150, 300, 150, 600]);
  }
  audio.resume();
  let at = audio.currentTime + 0.05;
  document.documentElement.dataset.rang = String(Number(document.documentElement.dataset.rang || 0) + 1);
  for (const [hertz, seconds] of TONES) {
    const tone = audio.createOscillator();
    const level = audio.createGain();
    tone.frequency.value = hertz;
    level.gain.setValueAtTime(0.4, at);
    level.gain.exponentialRampToValueAtTime(0.001, at + seconds);
    tone.connect(level);
    level.connect(audio.destination);
    tone.start(at);
    tone.stop(at + seconds);
    at += seconds;
  }
}

use(preferred());
document.getElementById('app').append(h('header', {}, title, h('span', {class: 'grow'}), language), h('main', {id: 'main'}, stale, now, sound, hint));
const stream = listen(`${address}/events`, {
  handlers: {
    state: take,
    alive() {},
    end() {
      ended = true;
      stream.close();
      draw();
    },
  },
  connection: (is) => (document.documentElement.dataset.connection = is),
  refused: () => json('GET', address, undefined, {public: true}).then(take, (problem) => {
    // One that has ended is forgotten some time later: what became of it stays to be read.
    ended = ended || (Boolean(ticket) && OVER.indexOf(ticket.state) >= 0);
    unknown = !ended && problem.kind === 'unknown-ticket';
    draw();
  }),
  silentMs: 25000,
});
draw();
setInterval(draw, 1000);
