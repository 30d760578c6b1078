// Announcements, 50 a page, with what is on the page kept up to date.
import {API, get} from './api.js';
import {attribute, button, h, keyed, show, text} from './dom.js';
import {compare, number, time} from './format.js';
import {t} from './i18n.js';
import {sayProblem} from './outcome.js';
import {isOn, outcomesList, setOutcomes, whereOf} from './outcomes.js';
import {on, state} from './store.js';
import {announcementTone, announcementWord, particulars, pill, setPill} from './words.js';

const PAGE = 50;
const STATES = ['QUEUED', 'SYNTHESISING', 'SPEAKING', 'SPOKEN', 'FAILED', 'EXPIRED', 'CANCELLED'];
const TYPING_MS = 300;
const LONGEST_SHOWN = 400;

/** What is looked for stays when the language is switched. */
const wanted = {channel: '', state: '', text: ''};

export function historySection() {
  let rows = [];
  let next = null;
  /** Where the pages before this one began. */
  let before = [];
  /** What was looked for to get the rows. */
  let filtered = {...wanted};
  let asked = 0;
  /** While an answer is awaited: the changes that have come since it was asked for, which it may not know. */
  let meanwhile = null;
  let shown = false;
  let typing = 0;

  const channel = h('select', {id: 'history-channel', onchange: filter});
  const outcome = h('select', {id: 'history-state', onchange: filter}, h('option', {value: ''}, t('allStates')),
    STATES.map((s) => h('option', {value: s}, announcementWord(s))));
  const words = h('input', {type: 'search', id: 'history-text', autocomplete: 'off', oninput: () => {
    clearTimeout(typing);
    typing = setTimeout(filter, TYPING_MS);
  }});
  outcome.value = wanted.state;
  words.value = wanted.text;

  const body = h('tbody', {});
  const head = h('thead', {}, h('tr', {}, ['submitted', 'channel', 'text', 'voice', 'state', 'receivedBy', 'cause'].map((key) => h('th', {scope: 'col'}, t(key)))));
  const none = h('p', {class: 'empty', hidden: true}, t('historyNone'));
  // Not disabled in earnest while a page is loaded: what has the keyboard's focus would lose it.
  const turn = (pages) => meanwhile === null && load(pages());
  const newer = button('newer', t('newer'), () => turn(() => before.slice(0, -1)));
  const older = button('older', t('older'), () => turn(() => [...before, next]));
  const page = h('span', {class: 'count', role: 'status'});
  const journal = h('p', {class: 'empty', id: 'history-journal', hidden: true});
  const exported = h('a', {id: 'history-export', download: ''}, t('historyExport'));

  function query(fields) {
    const q = new URLSearchParams({limit: PAGE});
    for (const [name, value] of Object.entries(fields)) {
      if (value) {
        q.set(name, value);
      }
    }
    return q;
  }

  /** Loads the last of these pages; until it is there, and when it does not come, the rows stay. */
  async function load(pages = before) {
    const own = ++asked;
    const filter = {...wanted};
    // Pages of another filter are not its pages.
    const places = JSON.stringify(filter) === JSON.stringify(filtered) ? pages : [];
    meanwhile = new Map();
    waits(true);
    try {
      const answer = await get(`/announcements?${query({...filter, before: places.at(-1) ?? ''})}`);
      if (own !== asked) {
        return;
      }
      rows = answer.announcements;
      next = answer.next ?? null;
      before = places;
      filtered = filter;
    } catch (problem) {
      if (own !== asked) {
        return;
      }
      sayProblem(problem);
    }
    const missed = meanwhile;
    meanwhile = null;
    waits(false);
    apply(missed);
  }

  /** Says where what is listed is kept, when that is in memory only or something is wrong. */
  async function sayJournal() {
    try {
      const {journal: kept, channels} = await get('/status');
      // Without an engine nobody knows of a journal.
      const words = kept === null ? channels !== null && t('memoryOnly') : kept.problem;
      text(journal, words || '');
      show(journal, Boolean(words));
    } catch {
      // What is wrong the list itself says.
      show(journal, false);
    }
  }

  function waits(now) {
    [newer, older].forEach((b) => attribute(b, 'aria-disabled', now ? 'true' : null));
  }

  function filter() {
    Object.assign(wanted, {channel: channel.value, state: outcome.value, text: words.value.trim()});
    load([]);
  }

  function draw() {
    keyed(body, rows, (a) => a.id, makeRow, updateRow);
    show(none, rows.length === 0);
    attribute(newer, 'disabled', before.length === 0);
    attribute(older, 'disabled', next === null);
    text(page, t('page', {n: before.length + 1}));
    const {channel: on, state: in_, text: with_} = filtered;
    const filters = query({channel: on, state: in_, text: with_});
    filters.delete('limit');
    attribute(exported, 'href', `${API}/announcements/export?${filters}`);
  }

  function matches(a) {
    return (!filtered.channel || isOn(a, filtered.channel)) && (!filtered.state || a.state === filtered.state)
      && (!filtered.text || a.text.toLowerCase().includes(filtered.text.toLowerCase()));
  }

  function changes(map) {
    if (!shown) {
      return;
    }
    map.forEach((a, id) => meanwhile?.set(id, a));
    apply(map);
    if (rows.length === 0 && next !== null && meanwhile === null) {
      // All have left the page, and there are more.
      load();
    }
  }

  function apply(map) {
    const at = new Map(rows.map((a, i) => [a.id, i]));
    const newest = rows[0]?.submitted ?? '';
    const fresh = [];
    for (const [id, a] of map) {
      if (at.has(id)) {
        // Null: it was in the state that is looked for, and is no more.
        rows[at.get(id)] = !filtered.state || a.state === filtered.state ? a : null;
      } else if (before.length === 0 && matches(a) && a.submitted >= newest) {
        fresh.push(a);
      }
    }
    rows = rows.filter((a) => a !== null);
    if (fresh.length > 0) {
      const all = [...fresh.reverse(), ...rows];
      rows = all.slice(0, PAGE);
      next = all.length > PAGE ? rows.at(-1).id : next;
    }
    draw();
  }

  function channels() {
    const ids = [...state.channels.keys()].sort(compare);
    channel.replaceChildren(h('option', {value: ''}, t('allChannels')), ...ids.map((id) => h('option', {value: id}, id)));
    channel.value = wanted.channel;
  }

  on('order', channels);
  on('announcement', changes);
  // After the connection was lost, what happened meanwhile is not in the events.
  on('snapshot', () => shown && load());
  channels();

  const filterField = (label, control) => h('div', {class: 'field'}, h('label', {for: control.id}, label), control);
  const element = h('section', {'aria-labelledby': 'history-title'},
    h('div', {class: 'section-head'}, h('h2', {id: 'history-title'}, t('historyTitle'))),
    h('div', {class: 'filters'}, filterField(t('channel'), channel), filterField(t('state'), outcome), filterField(t('textContains'), words)),
    journal, none,
    h('div', {class: 'scroll card flush', role: 'group', tabindex: 0, 'aria-label': t('historyTitle')}, h('table', {id: 'history'}, head, body)),
    h('div', {class: 'pager'}, newer, page, older, exported));
  return {element, onShow(visible) {
    shown = visible;
    if (visible) {
      load();
      sayJournal();
    }
  }};
}

function makeRow(a) {
  const state_ = pill();
  return h('tr', {'data-announcement': a.id}, h('td', {class: 'when'}, time(a.submitted)), h('td', {}, whereOf(a)),
    h('td', {class: 'words'}, h('span', {class: 'clamp'}, a.text.slice(0, LONGEST_SHOWN)), a.markup === 'ssml' ? h('span', {class: 'tag'}, 'SSML') : null,
      particulars(a).map((word) => h('span', {class: 'tag'}, word)),
      a.group ? h('span', {class: 'tag', title: t('group')}, a.group) : null),
    h('td', {class: 'voice'}), h('td', {class: 'outcome'}, state_, outcomesList()),
    h('td', {class: 'players'}), h('td', {class: 'reason', lang: 'en'}));
}

function updateRow(row, a) {
  attribute(row, 'data-state', a.state);
  text(row.querySelector('.voice'), a.voice ?? a.requestedVoice ?? '');
  setPill(row.querySelector('.pill'), announcementTone(a.state), announcementWord(a.state));
  setOutcomes(row.querySelector('.outcomes'), a.outcomes);
  text(row.querySelector('.players'), players(a.proof));
  // The causes of its channels stand in the list.
  text(row.querySelector('.reason'), a.outcomes?.length > 0 ? '' : a.cause);
}

/** Players that received it, of those that were connected; nothing where nothing is known of players. */
function players(proof) {
  return proof?.playersReceived === null || proof === undefined ? ''
    : t('playersOf', {n: number(proof.playersReceived), all: number(proof.playersConnected)});
}
