// Builds the page, and builds it anew in another language; what is known and heard goes on meanwhile.
import {accessSection} from './access.js';
import {session} from './api.js';
import {cacheSection} from './cache.js';
import {channelsSection} from './channels.js';
import {attribute, h, show} from './dom.js';
import {enginesSection} from './engines.js';
import {header, summary} from './header.js';
import {historySection} from './history.js';
import {preferred, t, use} from './i18n.js';
import {lexiconSection} from './lexicon.js';
import {connect} from './live.js';
import {partsSection} from './parts.js';
import {saySection} from './say.js';
import {schedulesSection} from './schedules.js';
import {forgetListeners, may, on} from './store.js';
import './texts.js';

let shownView = 'air';

/** The views, in the order of their links; those that this user may not see are left out. */
function views() {
  const onlyElement = (element) => ({element, onShow() {}});
  return [
    ['air', () => onlyElement(h('div', {class: 'columns'}, channelsSection(), may('ANNOUNCE') ? saySection() : null))],
    ['schedules', schedulesSection],
    ['voices', () => onlyElement(h('div', {class: 'stack'}, enginesSection(), lexiconSection(), cacheSection()))],
    ...(may('ADMINISTER') ? [['parts', () => onlyElement(partsSection())]] : []),
    ['history', historySection],
    ...(may('ADMINISTER') ? [['access', accessSection]] : []),
  ];
}

function build() {
  forgetListeners();
  const all = views().map(([name, make]) => ({name, ...make()}));
  const links = all.map(({name}) => h('a', {href: `#${name}`, 'data-view': name}, t(`view.${name}`)));
  const sections = all.map(({name, element}) => h('div', {id: `view-${name}`, class: 'view', hidden: true}, element));

  function showView() {
    const wanted = location.hash.slice(1);
    shownView = all.some(({name}) => name === wanted) ? wanted : shownView;
    all.forEach(({name, onShow}, i) => {
      const visible = name === shownView;
      const before = !sections[i].hidden;
      show(sections[i], visible);
      attribute(links[i], 'aria-current', visible ? 'page' : null);
      if (visible !== before) {
        onShow(visible);
      }
    });
  }

  document.getElementById('app').replaceChildren(
    h('a', {class: 'skip', href: '#main', onclick: (e) => {
      e.preventDefault();
      document.getElementById('main').focus();
    }}, t('skip')),
    header((language) => {
      use(language, true);
      build();
      document.querySelector('[data-action=language]').focus();
    }),
    h('nav', {'aria-label': t('views'), class: 'views'}, links,
      may('ADMINISTER') ? h('a', {class: 'outside', href: '../configMgr', target: '_top', id: 'settings-link'}, t('allSettings')) : null),
    h('main', {id: 'main', tabindex: -1}, summary(), sections));
  on('snapshot', () => (document.documentElement.dataset.ready = 'true'));
  window.onhashchange = showView;
  showView();
}

/** While Announcer starts, its API may not be there yet. */
const RETRY_MS = 2000;

async function start() {
  use(preferred());
  try {
    await session();
  } catch (problem) {
    if (problem.status !== 401) {
      document.getElementById('app').replaceChildren(h('p', {class: 'fatal', role: 'alert'}, t('cannotStart'), ' ',
        h('span', {lang: 'en'}, problem.message)));
      setTimeout(start, RETRY_MS);
    }
    return;
  }
  build();
  connect();
}

start();
