// API tokens. A token's secret is shown once, when it is made.
import {post, remove} from './api.js';
import {copy} from './copy.js';
import {ask, confirm} from './dialogs.js';
import {button, field, h, text} from './dom.js';
import {day, time} from './format.js';
import {t} from './i18n.js';
import {listedPart} from './listed.js';
import {say} from './outcome.js';

const SCOPES = ['METRICS', 'VIEW', 'ANNOUNCE', 'OPERATE', 'ADMINISTER'];

export function tokensPart() {
  const part = listedPart({
    id: 'tokens',
    title: 'tokensTitle',
    path: '/tokens',
    member: 'tokens',
    columns: ['name', 'scopes', 'madeBy', 'expires', 'lastUsed', null],
    actions: button('new-token', t('newToken'), () => make(part)),
    key: (token) => token.id,
    make: (token) => h('tr', {'data-token': token.id}, h('th', {scope: 'row'}, token.name),
      h('td', {}, token.scopes.map((s) => h('span', {class: 'tag'}, t(`scope.${s}`))), token.counter ? h('span', {class: 'tag'}, t('ofCounter', {counter: token.counter})) : null), h('td', {}, `${token.createdBy}, ${day(token.created)}`),
      h('td', {}, token.expires ? day(token.expires) : t('neverExpires')), h('td', {class: 'used'}),
      h('td', {class: 'actions'}, button('revoke-token', t('revoke'), () => revoke(part, token),
        {class: 'danger-plain', 'aria-label': `${t('revoke')}: ${token.name}`}))),
    update: (row, token) => text(row.querySelector('.used'), token.lastUsed ? time(token.lastUsed) : t('never')),
  });
  return part;
}

async function make(part) {
  const made = await ask({
    name: 'new-token',
    title: t('newToken'),
    ok: t('makeToken'),
    content: [
      field(t('name'), 'name', h('input', {name: 'name', autofocus: true, autocomplete: 'off', maxlength: 64}), t('tokenNameHint')),
      h('fieldset', {}, h('legend', {}, t('scopes')), SCOPES.map((scope) => h('label', {class: 'check'},
        h('input', {type: 'checkbox', name: 'scopes', value: scope, checked: scope === 'VIEW'}), t(`scope.${scope}`),
        h('span', {class: 'hint'}, t(`scopeHint.${scope}`)))), h('p', {class: 'fault', 'data-fault-for': 'scopes', id: 'new-token-scopes-fault', hidden: true})),
      field(t('tokenCounter'), 'counter', h('input', {name: 'counter', autocomplete: 'off', maxlength: 64}), t('tokenCounterHint')),
      field(t('lifeDays'), 'lifeDays', h('input', {name: 'lifeDays', type: 'number', min: 1, value: 90, inputmode: 'numeric'}), t('lifeHint')),
    ],
    work: (data) => post('/tokens', {name: data.get('name').trim(), scopes: data.getAll('scopes'),
      counter: data.get('counter').trim() || null, lifeDays: data.get('lifeDays') ? Number(data.get('lifeDays')) : null}),
  });
  if (made) {
    part.load();
    const secret = h('output', {id: 'token-secret', class: 'secret'}, made.secret);
    await ask({name: 'token-made', title: t('tokenMade'), ok: null, dismiss: t('close'),
      content: [h('p', {}, t('tokenOnce')), h('p', {class: 'url'}, secret, button('copy-secret', t('copy'), () => copy(made.secret), {autofocus: true}))]});
  }
}

async function revoke(part, token) {
  if (await confirm({title: t('revokeTitle', {name: token.name}), text: t('revokeText'), ok: t('revoke'),
    work: () => remove(`/tokens/${encodeURIComponent(token.id)}`)})) {
    say(t('revoked', {name: token.name}));
    part.load();
  }
}
