// The form that says something on a channel, or lets one hear it first.
import {get, post, preview as previewOf} from './api.js';
import {attribute, button, clearFaults, field, h, keyed, show, showFault, text} from './dom.js';
import {compare, language, number} from './format.js';
import {t} from './i18n.js';
import {outcomesList, setOutcomes} from './outcomes.js';
import {on, state} from './store.js';
import {fillVoices} from './voices-select.js';
import {announcementTone, announcementWord, pill, setPill} from './words.js';

/** What was written stays when the language is switched. */
const draft = {text: '', where: '', channels: new Set(), markup: 'plain'};
/** What is chosen instead of a channel's id, and is none. */
const ALL = '*';
const SEVERAL = '+';
const ZONE = 'zone:';
const PRIORITIES = ['background', 'routine', 'urgent', 'emergency'];
const FINAL = new Set(['SPOKEN', 'FAILED', 'EXPIRED', 'CANCELLED']);

export function saySection() {
  const area = h('textarea', {id: 'say-text', name: 'text', rows: 4, required: true, oninput: () => (draft.text = area.value)});
  const where = h('select', {id: 'say-channel', name: 'where', onfocus: zones, onchange: () => {
    draft.where = where.value;
    showSeveral();
  }});
  const several = h('fieldset', {id: 'say-channels', class: 'several', hidden: true}, h('legend', {}, t('severalChannels')), h('div', {}));
  const zoneProblem = h('p', {class: 'hint', id: 'say-zone-problem', lang: 'en', hidden: true});
  let knownZones = [];
  const voice = h('select', {id: 'say-voice', name: 'voice'});
  const locale = h('select', {id: 'say-locale', name: 'locale'});
  const priority = h('select', {id: 'say-priority', name: 'priority'}, PRIORITIES.map((p) => h('option', {value: p}, t(p))));
  const audio = h('audio', {id: 'say-audio', controls: true, hidden: true, 'aria-label': t('previewSound')});
  const cut = h('p', {class: 'hint', id: 'say-cut', hidden: true}, t('previewCut'));
  const preview = button('preview', t('preview'), listenFirst);
  const submit = h('button', {type: 'submit', 'data-action': 'say', class: 'primary'}, t('sayIt'));
  const chimes = h('datalist', {id: 'say-chimes'});
  const outcome = sayOutcome();
  const markup = (value, label) => h('label', {class: 'radio'}, h('input', {type: 'radio', name: 'markup', value, checked: draft.markup === value,
    onchange: () => (draft.markup = value)}), label);
  area.value = draft.text;
  priority.value = 'routine';

  const textField = field(t('text'), 'text', area);
  textField.append(h('p', {class: 'fault', 'data-fault-for': 'ssml', id: 'say-text-ssml-fault', hidden: true}));
  const whereField = field(t('channel'), 'channel', where);
  for (const name of ['channels', 'zone']) {
    whereField.append(h('p', {class: 'fault', 'data-fault-for': name, id: `say-channel-${name}-fault`, hidden: true}));
  }
  const form = h('form', {id: 'say', novalidate: true, onsubmit: sayIt},
    whereField, zoneProblem, several,
    h('fieldset', {class: 'inline'}, h('legend', {class: 'off-screen'}, t('markup')), markup('plain', t('plain')), markup('ssml', 'SSML')),
    textField,
    field(t('voice'), 'voice', voice),
    h('details', {id: 'say-more', ontoggle: listChimes}, h('summary', {}, t('more')), h('div', {class: 'pair'},
      field(t('language'), 'locale', locale),
      field(t('priority'), 'priority', priority),
      factor('rate', 0.25, 4), factor('pitch', 0.5, 2), factor('volume', 0, 4),
      field(t('ttl'), 'ttlSeconds', h('input', {id: 'say-ttl', name: 'ttlSeconds', type: 'number', min: 1, max: 86_400, inputmode: 'numeric',
        placeholder: t('asChannel')})),
      field(t('repeatTimes'), 'repeat.times', h('input', {id: 'say-times', name: 'repeat.times', type: 'number', min: 1, max: 100, inputmode: 'numeric',
        placeholder: number(1)})),
      field(t('pauseSeconds'), 'repeat.pauseSeconds', h('input', {id: 'say-pause', name: 'repeat.pauseSeconds', type: 'number', min: 0, max: 600,
        step: 'any', inputmode: 'decimal', placeholder: number(0)})),
      words('supersede', t('supersede'), ''), words('group', t('group'), ''),
      words('chime.before', t('chimeBefore'), t('asChannel'), 'say-chimes'),
      words('chime.after', t('chimeAfter'), t('asChannel'), 'say-chimes'), chimes)),
    h('p', {role: 'alert', class: 'fault'}),
    h('div', {class: 'buttons'}, preview, submit), audio, cut, outcome.element);

  function factor(name, min, max) {
    return field(t(name), name, h('input', {id: `say-${name}`, name, type: 'number', min, max, step: 'any', inputmode: 'decimal',
      placeholder: number(1)}));
  }

  /** A short text, such as a key; of a list it may be chosen, too. */
  function words(name, label, placeholder, list = null) {
    return field(label, name, h('input', {id: `say-${name.replace('.', '-')}`, name, maxlength: 200, autocomplete: 'off', placeholder, list}));
  }

  /** Files come and go: looked up each time the fields are opened. Without the list ids can still be written. */
  async function listChimes() {
    const {chimes: all} = await get('/chimes').catch(() => ({chimes: []}));
    const ids = all.filter((chime) => chime.problem === null).map((chime) => chime.id);
    chimes.replaceChildren(...['none', ...ids].map((value) => h('option', {value})));
  }

  function body() {
    const data = new FormData(form);
    const json = {[data.get('markup') === 'ssml' ? 'ssml' : 'text']: data.get('text'), ...target()};
    const textOf = (name) => data.get(name) || null;
    const numberOf = (name) => (data.get(name) === '' ? null : Number(data.get(name)));
    for (const name of ['voice', 'locale', 'supersede', 'group']) {
      json[name] = textOf(name);
    }
    for (const name of ['rate', 'pitch', 'volume', 'ttlSeconds']) {
      json[name] = numberOf(name);
    }
    json.repeat = {times: numberOf('repeat.times'), pauseSeconds: numberOf('repeat.pauseSeconds')};
    json.chime = {before: textOf('chime.before'), after: textOf('chime.after')};
    json.priority = data.get('priority');
    return json;
  }

  /** Where it is said, as the API has it. */
  function target() {
    if (where.value === ALL) {
      return {channels: [ALL]};
    }
    if (where.value === SEVERAL) {
      return {channels: [...several.querySelectorAll('input:checked')].map((box) => box.value)};
    }
    return where.value.startsWith(ZONE) ? {zone: where.value.slice(ZONE.length)} : {channel: where.value};
  }

  async function run(control, work) {
    if (control.getAttribute('aria-busy') === 'true') {
      return;
    }
    clearFaults(form);
    attribute(control, 'aria-busy', 'true');
    try {
      await work();
    } catch (problem) {
      showFault(form, problem);
      form.querySelector('[data-fault-for=ssml]:not([hidden])') && area.focus();
    } finally {
      attribute(control, 'aria-busy', null);
    }
  }

  function listenFirst() {
    run(preview, async () => {
      const {sound, cut: isCut} = await previewOf(body());
      URL.revokeObjectURL(audio.src);
      audio.src = URL.createObjectURL(sound);
      audio.hidden = false;
      show(cut, isCut);
      await audio.play().catch(() => null);
    });
  }

  function sayIt(event) {
    event.preventDefault();
    run(submit, async () => outcome.follow(await post('/announcements', body())));
  }

  function channels() {
    const ids = [...state.channels.keys()].sort(compare);
    const kept = where.value || draft.where;
    const choices = [...ids.map((id) => [id, id]),
      ...knownZones.map(({id, title}) => [ZONE + id, t('zoneNamed', {zone: title || id})]),
      ...(ids.length > 1 ? [[ALL, t('allChannels')], [SEVERAL, t('severalChannels')]] : [])];
    keyed(where, choices, ([value]) => value, ([value]) => h('option', {value}), (option, [, label]) => text(option, label));
    where.value = choices.some(([value]) => value === kept) ? kept : ids.includes('main') ? 'main' : ids[0] ?? '';
    keyed(several.lastChild, ids, (id) => id, (id) => h('label', {}, h('input', {type: 'checkbox', value: id, checked: draft.channels.has(id),
      onchange: (e) => (e.target.checked ? draft.channels.add(id) : draft.channels.delete(id))}), ` ${id}`));
    showSeveral();
  }

  function showSeveral() {
    show(several, where.value === SEVERAL);
    const problem = knownZones.find(({id}) => ZONE + id === where.value)?.problem;
    text(zoneProblem, problem);
    show(zoneProblem, problem);
  }

  /** Zones are settings: they are asked for when somebody is about to choose one. */
  async function zones() {
    try {
      knownZones = (await get('/zones')).zones;
      channels();
    } catch {
      // What is known stays; the API says what is wrong when it is said.
    }
  }

  function voices() {
    fillVoices(voice, t('asChannel'));
    const tags = [...new Set(state.voices.flatMap((v) => [v.locale, v.locale.split('-')[0]]))];
    tags.sort((a, b) => compare(language(a), language(b)));
    const kept = locale.value;
    locale.replaceChildren(h('option', {value: ''}, t('asVoice')), ...tags.map((tag) => h('option', {value: tag}, language(tag))));
    locale.value = kept;
  }

  on('order', channels);
  on('snapshot', zones);
  on('voices', voices);
  channels();
  zones();
  voices();
  return h('section', {class: 'side-column card', 'aria-labelledby': 'say-title'}, h('h2', {id: 'say-title'}, t('sayTitle')), form);
}

/** Follows what was said until it has an outcome. */
function sayOutcome() {
  const state_ = pill();
  const cause = h('span', {lang: 'en', class: 'cause'});
  const onChannels = outcomesList();
  const element = h('div', {id: 'say-outcome', role: 'status', 'aria-live': 'polite', hidden: true}, state_, ' ', cause, onChannels);
  let followed = null;
  /** How many events of it there were. */
  let heard = 0;
  // Its events may be here before the answer to its request is.
  const early = new Map();

  function update({state: now, cause: why, outcomes}) {
    attribute(element, 'data-state', now);
    setPill(state_, announcementTone(now), announcementWord(now));
    // The causes stand in the list, if there is one.
    text(cause, outcomes?.length > 0 ? '' : why);
    setOutcomes(onChannels, outcomes);
  }

  function isNow(announcement) {
    update(announcement);
    if (FINAL.has(announcement.state)) {
      followed = null;
    }
  }

  on('announcement', (changes) => {
    for (const [id, announcement] of changes) {
      if (id === followed) {
        heard++;
        isNow(announcement);
      } else {
        early.set(id, announcement);
      }
    }
    for (const id of [...early.keys()].slice(0, -100)) {
      early.delete(id);
    }
  });

  // After the connection was lost, what became of it meanwhile is not in the events.
  on('snapshot', async () => {
    const id = followed;
    if (id === null) {
      return;
    }
    const before = heard;
    try {
      const now = await get(`/announcements/${encodeURIComponent(id)}`);
      // An event that came since is newer.
      if (id === followed && before === heard) {
        isNow(now);
      }
    } catch (problem) {
      if (id === followed && problem.status === 404) {
        followed = null;
        text(cause, problem.message);
      }
      // Anything else: it is asked for again with the next snapshot.
    }
  });

  function follow(accepted) {
    followed = accepted.id;
    attribute(element, 'data-id', accepted.id);
    element.hidden = false;
    isNow(early.get(accepted.id) ?? accepted);
  }

  return {element, follow};
}
