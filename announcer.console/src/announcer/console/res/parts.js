// The bundles that the product is made of: engines, transports, pushers and servers, the others of ours, and the libraries below them.
import {bundleButtons, installBundle} from './bundle-actions.js';
import {attribute, button, h, keyed, show, text} from './dom.js';
import {compare} from './format.js';
import {t, tn} from './i18n.js';
import {may, on, state} from './store.js';
import {bundleTone, bundleWord, pill, setPill} from './words.js';

const ENGINE = /^announcer\.tts\./;
const STREAM = /^announcer\.(transport\.|ffmpeg|rtsp|gstreamer|pusher\.|server\.)/;

export function partsSection() {
  const groups = [
    [group('engineParts'), (b) => b.ours && ENGINE.test(b.name)],
    [group('streamParts'), (b) => b.ours && STREAM.test(b.name)],
    [group('ownParts'), (b) => b.ours && !STREAM.test(b.name) && !ENGINE.test(b.name)],
  ];
  const libraries = table(t('libraries'));
  const librariesSummary = h('summary', {});
  const folded = h('details', {id: 'libraries'}, librariesSummary, libraries.element);
  const resting = h('ul', {id: 'resting'});
  const restingPart = h('section', {class: 'card', 'aria-labelledby': 'resting-title'}, h('h2', {id: 'resting-title'}, t('restingTitle')), resting);

  function draw() {
    const bundles = [...(state.bundles ?? [])].sort((a, b) => compare(a.name, b.name));
    for (const [part, wanted] of groups) {
      part.update(bundles.filter(wanted));
    }
    const others = bundles.filter((b) => !b.ours);
    text(librariesSummary, tn('librariesN', others.length));
    show(folded, others.length > 0);
    if (folded.open) {
      libraries.update(others);
    }
  }

  function drawResting() {
    // A bundle that rests says why in its own row; here is what has none.
    const rows = state.bundles ? state.bundles.filter((b) => b.rests).map((b) => b.name.replace(/^announcer\.(transport\.)?/, '')) : [];
    const rest = state.resting.filter((words) => !rows.some((name) => words.includes(name)));
    keyed(resting, rest, (words) => words, (words) => h('li', {lang: 'en'}, words));
    show(restingPart, rest.length > 0);
  }

  folded.addEventListener('toggle', draw);
  on('bundles', () => {
    draw();
    drawResting();
  });
  on('resting', drawResting);
  draw();
  drawResting();
  return h('div', {class: 'stack'},
    h('div', {class: 'section-head'}, h('h2', {}, t('partsTitle')), h('span', {class: 'grow'}),
      may('ADMINISTER') ? button('install-bundle', t('installBundle'), installBundle) : null),
    groups.map(([part]) => part.element), restingPart, folded);
}

function group(key) {
  const {element, update} = table(t(key));
  const section = h('section', {'aria-label': t(key)}, h('h3', {class: 'group'}, t(key)), element);
  return {element: section, update(bundles) {
    show(section, bundles.length > 0);
    update(bundles);
  }};
}

function table(label) {
  const body = h('tbody', {});
  const rows = new WeakMap();
  const head = h('thead', {}, h('tr', {}, ['bundle', 'state', 'problemOrReason'].map((key) => h('th', {scope: 'col'}, t(key))),
    h('th', {scope: 'col'}, h('span', {class: 'off-screen'}, t('actions')))));
  const element = h('div', {class: 'scroll card flush', role: 'group', tabindex: 0, 'aria-label': label}, h('table', {class: 'bundles'}, head, body));

  function make(bundle) {
    const title = h('span', {class: 'title'});
    const id = h('span', {class: 'since'});
    const state_ = pill();
    const problem = h('span', {lang: 'en', class: 'reason'});
    const buttons = bundleButtons({uninstall: true});
    const row = h('tr', {'data-bundle': bundle.name}, h('th', {scope: 'row'}, title, id), h('td', {}, state_), h('td', {}, problem),
      h('td', {class: 'actions'}, buttons.element));
    rows.set(row, (b) => {
      attribute(row, 'data-state', b.state);
      attribute(row, 'data-rests', String(b.rests));
      text(title, b.title || b.name);
      text(id, `${b.name} ${b.version}`);
      setPill(state_, bundleTone(b), bundleWord(b));
      text(problem, b.problem ?? (b.partOf ? t('bundle.partOf', {bundle: b.partOf}) : null) ?? (b.rests ? state.resting.find((words) => words.includes(b.name.split('.').pop())) : '') ?? '');
      attribute(problem, 'title', b.detail ?? null);
      buttons.update(b);
    });
    return row;
  }
  return {element, update: (bundles) => keyed(body, bundles, (b) => b.id, make, (row, b) => rows.get(row)(b))};
}
