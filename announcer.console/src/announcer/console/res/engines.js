// Engines, their health, and their voices. An engine whose bundle is stopped has gone from the list of engines, but is started here.
import {bundleButtons} from './bundle-actions.js';
import {attribute, h, keyed, show, text} from './dom.js';
import {language, number, time} from './format.js';
import {t, tn} from './i18n.js';
import {on, state} from './store.js';
import {bundleTone, bundleWord, pill, setPill} from './words.js';

const ENGINE_BUNDLES = 'announcer.tts.';
/** Engines with more voices than this show them when they are asked to. */
const MANY_VOICES = 12;

export function enginesSection() {
  const list = h('div', {class: 'engines'});
  const cards = new Map();

  function draw() {
    const rows = rowsNow();
    keyed(list, rows, (row) => row.key, (row) => {
      cards.set(row.key, engineCard());
      return cards.get(row.key).element;
    }, (_, row) => cards.get(row.key).update(row));
  }
  on('voices', draw);
  on('bundles', draw);
  draw();
  return h('section', {'aria-labelledby': 'engines-title'}, h('div', {class: 'section-head'}, h('h2', {id: 'engines-title'}, t('enginesTitle'))), list);
}

/** One row for each engine, and one for each engine's bundle that offers none now. */
function rowsNow() {
  const bundles = (state.bundles ?? []).filter((b) => b.name.startsWith(ENGINE_BUNDLES));
  const rows = state.engines.map((engine) => {
    const name = engine.bundle.split(' ')[0];
    const bundle = (state.bundles ?? []).find((b) => b.id === engine.bundleId) ?? bundles.find((b) => b.name === name) ?? null;
    return {key: name, engine, bundle, title: engine.name};
  });
  const known = new Set(rows.map((row) => row.key));
  return [...rows, ...bundles.filter((b) => !known.has(b.name)).map((bundle) => ({key: bundle.name, engine: null, bundle, title: bundle.title}))];
}

function engineCard() {
  const title = h('h3', {});
  const health = pill();
  const bundle = h('span', {class: 'since'});
  const problem = h('p', {class: 'problem', lang: 'en'});
  const failures = h('p', {class: 'problem'});
  const buttons = bundleButtons({uninstall: false});
  const voices = voiceTable();
  const element = h('article', {class: 'card engine'},
    h('div', {class: 'top'}, h('div', {class: 'who'}, title, health, bundle), buttons.element), failures, problem, voices.element);

  function update({engine, bundle: b, title: name}) {
    text(title, name);
    attribute(element, 'data-engine', engine?.name);
    attribute(element, 'data-engine-bundle', b?.name ?? engine?.bundle.split(' ')[0]);
    attribute(element, 'data-state', b?.state);
    text(bundle, b ? `${b.name} ${b.version}` : engine.bundle);
    setPill(health, ...healthOf(engine, b));
    text(problem, engine?.problem ?? b?.problem);
    show(problem, problem.textContent);
    text(failures, !engine || !engine.failures ? '' : tn('failures', engine.failures)
      + (engine.setAsideUntil ? ` ${t('setAside', {time: time(engine.setAsideUntil)})}` : ''));
    show(failures, failures.textContent);
    buttons.update(b);
    voices.update(engine ? state.voices.filter((v) => v.engine === engine.name) : []);
  }
  return {element, update};
}

function healthOf(engine, bundle) {
  if (!engine) {
    return [bundleTone(bundle), bundleWord(bundle)];
  }
  if (engine.setAsideUntil) {
    return ['bad', t('health.setAside')];
  }
  return engine.problem ? ['warn', t('health.problem')] : engine.voiceCount > 0 ? ['good', t('health.good')] : ['warn', t('health.noVoices')];
}

function voiceTable() {
  const body = h('tbody', {});
  const summary = h('summary', {});
  const head = h('thead', {}, h('tr', {}, ['voice', 'language', 'rateHz', 'loudness', 'madeOrCached'].map((key) => h('th', {scope: 'col'}, t(key)))));
  const element = h('details', {class: 'voices', open: true},
    summary, h('div', {class: 'scroll', tabindex: 0, role: 'group', 'aria-label': t('voicesTitle')}, h('table', {}, head, body)));
  let first = true;

  function update(voices) {
    show(element, voices.length > 0);
    text(summary, tn('voices', voices.length));
    if (first && voices.length > 0) {
      element.open = voices.length <= MANY_VOICES;
      first = false;
    }
    keyed(body, voices, (v) => v.id, (v) => h('tr', {'data-voice': v.id}, h('th', {scope: 'row'}, v.name), h('td', {}), h('td', {}),
      h('td', {'data-label': t('loudness')}), h('td', {'data-label': t('madeOrCached')})),
      (row, v) => {
        const cells = row.children;
        text(cells[1], `${language(v.locale)} (${v.locale})`);
        text(cells[2], `${number(v.sampleRateHz / 1000, v.sampleRateHz % 1000 ? 2 : 0)} kHz`);
        text(cells[3], v.loudnessLufs === null || v.loudnessLufs === undefined ? t('notMeasured') : `${number(v.loudnessLufs, 1)} LUFS`);
        text(cells[4], `${number(v.made ?? 0)} / ${number(v.fromCache ?? 0)}`);
      });
  }
  return {element, update};
}
