// Starting, stopping, updating, installing and uninstalling bundles: what it interrupts is said before it is done.
import {get, post, remove, upload} from './api.js';
import {ask} from './dialogs.js';
import {attribute, button, field, h, show} from './dom.js';
import {t} from './i18n.js';
import {act, say, sayProblem} from './outcome.js';
import {changed, may, state} from './store.js';

const path = (bundle) => `/bundles/${encodeURIComponent(bundle.id)}`;

/** The buttons for one bundle; update(bundle) shows those that make sense now. */
export function bundleButtons({uninstall}) {
  let bundle = null;
  const start = button('start-bundle', t('start'), () => act(start, () => startBundle(bundle), t('started', {bundle: bundle.name})));
  const stop = button('stop-bundle', t('stop'), () => interrupt(bundle, 'stop'));
  const update = button('update-bundle', t('update'), () => interrupt(bundle, 'update'));
  const gone = button('uninstall-bundle', t('uninstall'), () => interrupt(bundle, 'uninstall'), {class: 'danger-plain'});
  const element = h('span', {class: 'buttons'}, start, stop, update, uninstall ? gone : null);

  return {element, update(now) {
    bundle = now;
    show(element, may('ADMINISTER') && now);
    if (now) {
      show(stop, now.state === 'ACTIVE' || now.state === 'STARTING');
      show(start, now.state !== 'ACTIVE' && now.state !== 'STARTING' && !now.partOf);
      for (const b of [start, stop, update, gone]) {
        attribute(b, 'aria-label', `${b.textContent}: ${now.name}`);
      }
    }
  }};
}

async function startBundle(bundle) {
  const now = await post(`${path(bundle)}/start`);
  await refresh();
  return now;
}

/** Bundles are told of by events, too, but not at once. */
async function refresh() {
  try {
    state.bundles = (await get('/bundles')).bundles;
    changed('bundles');
  } catch {
    // It may be the API itself that was stopped; what it did has been said.
  }
}

async function interrupt(bundle, action) {
  let impact;
  try {
    impact = await get(`${path(bundle)}/impact?action=${action}`);
  } catch (problem) {
    sayProblem(problem);
    return;
  }
  const file = action === 'update' ? jarField() : null;
  const done = await ask({
    name: action === 'update' ? 'update-bundle' : 'confirm',
    title: t(`${action}Title`, {bundle: bundle.title || bundle.name}),
    ok: t(action),
    danger: true,
    content: [file, ...impactWords(impact)].filter(Boolean),
    work: (data) => doIt(bundle, action, data),
  });
  if (done) {
    say(t(`${action}Done`, {bundle: bundle.name}));
    await refresh();
  }
}

function doIt(bundle, action, data) {
  switch (action) {
    case 'stop': return post(`${path(bundle)}/stop`);
    case 'update': return upload('PUT', path(bundle), chosen(data));
    default: return remove(path(bundle));
  }
}

function impactWords({interrupts, dependents}) {
  return [
    h('h3', {}, t('interrupts')),
    interrupts.length > 0
      ? h('ul', {class: 'interrupts', lang: 'en'}, interrupts.map((words) => h('li', {}, words)))
      : h('p', {class: 'nothing'}, t('interruptsNothing')),
    dependents.length > 0 ? h('h3', {}, t('dependents')) : null,
    dependents.length > 0 ? h('ul', {class: 'dependents'}, dependents.map(({name}) => h('li', {}, name))) : null,
  ];
}

function jarField() {
  return field(t('jar'), 'file', h('input', {type: 'file', name: 'file', accept: '.jar,application/java-archive', required: true}), t('jarHint'));
}

function chosen(data) {
  const file = data.get('file');
  if (!file || file.size === 0) {
    throw Object.assign(new Error(t('chooseJar')), {field: 'file'});
  }
  return file;
}

export async function installBundle() {
  const done = await ask({name: 'install-bundle', title: t('installTitle'), ok: t('install'), content: [jarField()],
    work: (data) => upload('POST', '/bundles', chosen(data))});
  if (done) {
    say(t('installed', {bundle: done.name}));
    await refresh();
  }
}
