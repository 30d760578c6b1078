// Schedules: when each runs next, what became of it last; tried, and edited with the next times in sight.
import {get, post, put, remove} from './api.js';
import {ask, confirm} from './dialogs.js';
import {attribute, button, field, h, show, text} from './dom.js';
import {compare, time, zonedTime} from './format.js';
import {t} from './i18n.js';
import {listedPart} from './listed.js';
import {act, say} from './outcome.js';
import {may, on, state} from './store.js';
import {announcementTone, announcementWord, pill, setPill} from './words.js';

const PRIORITIES = ['BACKGROUND', 'ROUTINE', 'URGENT', 'EMERGENCY'];
const RELOAD_MS = 30_000;
/** The engine tells many changes of one announcement in a row. */
const SOON_MS = 500;
/** The whole list is not read more often than this, however much is announced. */
const RELOAD_LEAST_MS = 5_000;
const TYPING_MS = 300;
const ALL = '*';
const ZONE = 'zone:';
const LONGEST_SHOWN = 200;
const path = (id) => `/schedules/${encodeURIComponent(id)}`;

export function schedulesSection() {
  const part = listedPart({
    id: 'schedules',
    title: 'schedulesTitle',
    path: '/schedules',
    member: 'schedules',
    columns: ['schedule', 'scheduleRule', 'scheduleNext', 'scheduleLast', null],
    actions: may('ADMINISTER') ? button('new-schedule', t('newSchedule'), () => edit(part, null)) : null,
    key: (s) => s.pid,
    make: (s) => makeRow(part, s),
    update: updateRow,
  });
  let timer = 0;
  let soon = 0;
  let shown = false;
  let loaded = 0;
  const load = () => {
    loaded = Date.now();
    part.load();
  };
  on('announcement', () => {
    if (shown && !soon) {
      soon = setTimeout(() => {
        soon = 0;
        load();
      }, Math.max(SOON_MS, loaded + RELOAD_LEAST_MS - Date.now()));
    }
  });
  return {element: part.element, onShow(visible) {
    shown = visible;
    clearInterval(timer);
    if (visible) {
      load();
      timer = setInterval(load, RELOAD_MS);
    }
  }};
}

function makeRow(part, s) {
  const row = h('tr', {'data-schedule': s.id}, h('th', {scope: 'row'}, h('span', {class: 'id'}, s.id), h('p', {class: 'clamp words'})),
    h('td', {class: 'rule'}, h('code', {}), h('p', {class: 'meta zone'}), h('p', {class: 'meta exceptions'})),
    h('td', {class: 'next'}, h('ol', {})), h('td', {class: 'last'}, pill(), h('p', {class: 'meta when'}), h('p', {class: 'reason', lang: 'en'})),
    h('td', {class: 'actions'}, h('span', {class: 'buttons'})));
  // What the buttons work on is the schedule as it was told last.
  row.schedule = s;
  const buttons = row.querySelector('.buttons');
  const labelled = (action, key, work, properties = {}) => button(action, t(key), work, {'aria-label': `${t(key)}: ${s.id}`, ...properties});
  if (may('ANNOUNCE')) {
    const now = labelled('try-schedule', 'trySchedule', () => act(now, () => post(`${path(s.id)}/try`), t('scheduleTried', {id: s.id})));
    buttons.append(now);
  }
  if (may('ADMINISTER')) {
    buttons.append(labelled('edit-schedule', 'editSchedule', () => edit(part, row.schedule)),
      labelled('delete-schedule', 'deleteSchedule', () => deleteSchedule(part, s.id), {class: 'danger-plain'}));
  }
  return row;
}

function updateRow(row, s) {
  row.schedule = s;
  attribute(row, 'data-enabled', String(s.enabled));
  text(row.querySelector('.words'), (s.text ?? s.ssml ?? '').slice(0, LONGEST_SHOWN));
  text(row.querySelector('.rule code'), s.cron ?? s.at?.replace('T', ' ') ?? '');
  text(row.querySelector('.zone'), s.timeZoneInForce);
  text(row.querySelector('.exceptions'), s.exceptions.length > 0 ? t('scheduleExcept', {days: s.exceptions.join(', ')}) : '');
  const next = row.querySelector('.next');
  next.replaceChildren(s.problem ? h('p', {class: 'problem', lang: 'en'}, s.problem)
    : s.next.length > 0 ? nextTimes(s.next, s.timeZoneInForce)
      : h('p', {class: 'idle'}, !s.enabled ? t('scheduleDisabled') : s.done && !s.last ? t('schedulePast') : t('scheduleDone')));
  last(row.querySelector('.last'), s.last);
}

function nextTimes(times, zone) {
  return h('ol', {class: 'times'}, times.map((one) => h('li', {}, h('time', {datetime: one.instant}, zonedTime(one.instant, zone, one.local)),
    one.shifted ? h('span', {class: 'meta'}, ` ${t('scheduleShifted', {time: one.planned.slice(11, 16)})}`) : null)));
}

function last(cell, run) {
  const label = cell.querySelector('.pill');
  show(label, run !== null);
  text(cell.querySelector('.when'), run ? time(run.due) : t('scheduleNever'));
  text(cell.querySelector('.reason'), run?.cause ?? '');
  if (run?.outcome === 'ACCEPTED') {
    setPill(label, run.state ? announcementTone(run.state) : 'good', run.state ? announcementWord(run.state) : t('schedule.ACCEPTED'));
  } else if (run) {
    setPill(label, run.outcome === 'REFUSED' ? 'bad' : 'warn', t(`schedule.${run.outcome}`));
  }
}

/** @param s the schedule as the API told it; null: a new one */
async function edit(part, s) {
  const content = fields(s ?? {enabled: true, cron: '', exceptions: [], missed: 'SKIP', missedWithinMinutes: 60, priority: 'ROUTINE', channel: 'main', channels: [], zone: null},
    s === null, await zones());
  const done = await ask({
    name: 'schedule',
    title: s ? t('scheduleOf', {id: s.id}) : t('newSchedule'),
    ok: s ? t('saveSchedule') : t('makeSchedule'),
    content,
    // What has no field here stays as it is: PUT replaces all.
    work: (data) => put(path(s?.id ?? data.get('id').trim()), {...s, ...body(data)}),
  });
  if (done) {
    say(t('scheduleSaved'));
    part.load();
    // It is in force a moment later.
    setTimeout(part.load, SOON_MS);
  }
}

/** Those to choose from; without them a zone can still be named in the settings. */
async function zones() {
  try {
    return (await get('/zones')).zones;
  } catch {
    return [];
  }
}

/** Where it is spoken, as a value of one list. */
function where(s) {
  return s.zone ? ZONE + s.zone : s.channels.length > 0 ? s.channels.join(',') : s.channel;
}

/** The settings that a value of that list stands for. */
function target(value) {
  const one = {channel: null, channels: [], zone: null};
  if (value.startsWith(ZONE)) {
    return {...one, zone: value.slice(ZONE.length)};
  }
  return value === ALL || value.includes(',') ? {...one, channels: value.split(',')} : {...one, channel: value};
}

function whereWord(value, known) {
  if (value.startsWith(ZONE)) {
    const id = value.slice(ZONE.length);
    return t('zoneNamed', {zone: known.find((zone) => zone.id === id)?.title || id});
  }
  return value === ALL ? t('allChannels') : value.replaceAll(',', ', ');
}

function timing(data) {
  const once = data.get('how') === 'at';
  return {cron: once ? null : data.get('cron').trim(), at: once ? data.get('at').trim() : null, timeZone: data.get('timeZone').trim() || null,
    exceptions: data.get('exceptions').split(/[\n,]/).map((one) => one.trim()).filter(Boolean)};
}

function body(data) {
  const ssml = data.get('markup') === 'ssml';
  const words = data.get('text');
  return {...timing(data), id: undefined, enabled: data.get('enabled') === 'on', text: ssml ? null : words, ssml: ssml ? words : null,
    ...target(data.get('channel')), priority: data.get('priority'), missed: data.get('missed'), missedWithinMinutes: Number(data.get('missedWithinMinutes'))};
}

function fields(s, isNew, known) {
  const preview = h('div', {class: 'schedule-preview', role: 'status', 'aria-live': 'polite'});
  let typing = 0;
  let asked = 0;
  const later = () => {
    clearTimeout(typing);
    typing = setTimeout(check, TYPING_MS);
  };
  const cron = field(t('scheduleCron'), 'cron', h('input', {name: 'cron', value: s.cron ?? '', autocomplete: 'off', spellcheck: 'false', placeholder: '30 8 * * MON-FRI',
    maxlength: 200, oninput: later}), t('scheduleCronHint'));
  const at = field(t('scheduleAt'), 'at', h('input', {name: 'at', type: 'datetime-local', value: s.at ?? '', oninput: later}));
  const how = (value, label) => h('label', {class: 'radio'}, h('input', {type: 'radio', name: 'how', value, checked: value === (s.at ? 'at' : 'cron'), onchange: (e) => {
    chosen(e.target.value);
    later();
  }}), label);
  const chosen = (value) => {
    show(cron, value === 'cron');
    show(at, value === 'at');
  };
  const zones = h('datalist', {id: 'schedule-zones'}, (Intl.supportedValuesOf?.('timeZone') ?? []).map((zone) => h('option', {value: zone})));
  const zone = field(t('scheduleZone'), 'timeZone', h('input', {name: 'timeZone', value: s.timeZone ?? '', list: 'schedule-zones', autocomplete: 'off', spellcheck: 'false',
    oninput: later}), t('scheduleZoneHint'));
  const except = h('textarea', {name: 'exceptions', class: 'short', spellcheck: 'false', oninput: later});
  except.value = s.exceptions.join('\n');
  const words = h('textarea', {name: 'text', maxlength: 100_000});
  words.value = s.ssml ?? s.text ?? '';
  const textField = field(t('text'), 'text', words);
  textField.append(h('p', {class: 'fault', 'data-fault-for': 'ssml', id: 'schedule-ssml-fault', hidden: true}));
  const markup = (value, label) => h('label', {class: 'radio'}, h('input', {type: 'radio', name: 'markup', value, checked: value === (s.ssml ? 'ssml' : 'plain')}), label);
  const present = where(s);
  const ids = [...new Set([...state.channels.keys()])].sort(compare);
  const choices = [...new Set([...ids, ...known.map(({id}) => ZONE + id), ALL, present])];
  const select = (name, values, value, label) => {
    const element = h('select', {name}, values.map((v) => h('option', {value: v, selected: v === value}, label(v))));
    return field(t(`schedule.${name}`), name, element);
  };
  const content = [
    isNew ? field(t('scheduleId'), 'id', h('input', {name: 'id', required: true, autofocus: true, autocomplete: 'off', maxlength: 64, spellcheck: 'false'}),
      t('scheduleIdHint')) : null,
    h('fieldset', {class: 'inline'}, h('legend', {class: 'off-screen'}, t('scheduleRule')), how('cron', t('scheduleAgain')), how('at', t('scheduleOnce'))),
    cron, at, zone, zones, h('h3', {}, t('scheduleNext')), preview, field(t('scheduleExceptions'), 'exceptions', except, t('scheduleExceptionsHint')),
    h('fieldset', {class: 'inline'}, h('legend', {class: 'off-screen'}, t('markup')), markup('plain', t('plain')), markup('ssml', 'SSML')), textField,
    h('div', {class: 'pair'}, select('channel', choices, present, (v) => whereWord(v, known)), select('priority', PRIORITIES, s.priority, (v) => t(v.toLowerCase()))),
    h('div', {class: 'pair'}, select('missed', ['SKIP', 'RUN_ONCE'], s.missed, (v) => t(`missed.${v}`)),
      field(t('schedule.missedWithinMinutes'), 'missedWithinMinutes', h('input', {name: 'missedWithinMinutes', type: 'number', min: 1, max: 1440,
        value: s.missedWithinMinutes, inputmode: 'numeric'}))),
    h('label', {class: 'check'}, h('input', {type: 'checkbox', name: 'enabled', checked: s.enabled}), t('scheduleEnabled')),
    isNew ? null : h('p', {class: 'hint'}, t('scheduleMore'), ' ', h('a', {target: '_top', href: `../configMgr/${encodeURIComponent(s.pid)}`}, t('settings'))),
  ].filter(Boolean);
  chosen(s.at ? 'at' : 'cron');

  async function check() {
    const form = preview.closest('form');
    const own = ++asked;
    const wanted = timing(new FormData(form));
    if (!wanted.cron && !wanted.at) {
      preview.replaceChildren();
      return;
    }
    try {
      const answer = await post('/schedules/check', wanted);
      if (own === asked) {
        preview.replaceChildren(answer.next.length > 0 ? nextTimes(answer.next, wanted.timeZone) : h('p', {class: 'idle'}, t('scheduleDone')));
      }
    } catch (problem) {
      if (own === asked) {
        preview.replaceChildren(h('p', {class: 'fault', lang: 'en'}, problem.message));
      }
    }
  }
  later();
  return content;
}

async function deleteSchedule(part, id) {
  if (await confirm({title: t('deleteScheduleTitle', {id}), text: t('deleteScheduleText'), ok: t('deleteSchedule'), work: () => remove(path(id))})) {
    say(t('scheduleDeleted', {id}));
    part.load();
    setTimeout(part.load, SOON_MS);
  }
}
