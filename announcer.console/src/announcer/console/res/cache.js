// The phrase cache.
import {post} from './api.js';
import {confirm} from './dialogs.js';
import {button, h, show, text} from './dom.js';
import {bytes, number, percent} from './format.js';
import {t} from './i18n.js';
import {say} from './outcome.js';
import {changed, may, on, state} from './store.js';

export function cacheSection() {
  const values = new Map();
  const fact = (key) => {
    values.set(key, h('dd', {}));
    return h('div', {}, h('dt', {}, t(key)), values.get(key));
  };
  const element = h('section', {id: 'cache', class: 'card', 'aria-labelledby': 'cache-title'},
    h('div', {class: 'part-head'}, h('h2', {id: 'cache-title'}, t('cacheTitle')),
      may('OPERATE') ? button('purge', t('purge'), purge) : null),
    h('dl', {class: 'row'}, ['hitRatio', 'hits', 'misses', 'inMemory', 'onDisk'].map(fact)));

  function draw() {
    const c = state.cache;
    show(element, c);
    if (!c) {
      return;
    }
    text(values.get('hitRatio'), c.hitRatio === null ? '–' : percent(c.hitRatio));
    text(values.get('hits'), number(c.hits));
    text(values.get('misses'), number(c.misses));
    text(values.get('inMemory'), t('entries', {n: number(c.memoryEntries), bytes: bytes(c.memoryBytes), limit: bytes(c.memoryLimitBytes)}));
    text(values.get('onDisk'), t('entries', {n: number(c.diskEntries), bytes: bytes(c.diskBytes), limit: bytes(c.diskLimitBytes)}));
  }
  on('cache', draw);
  draw();
  return element;
}

async function purge() {
  const figures = await confirm({title: t('purgeTitle'), text: t('purgeText'), ok: t('purge'), work: () => post('/cache/purge')});
  if (figures) {
    state.cache = figures;
    changed('cache');
    say(t('purged'));
  }
}
