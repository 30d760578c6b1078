// Users and their roles.
import {patch, post, remove} from './api.js';
import {ask, confirm} from './dialogs.js';
import {attribute, button, field, h} from './dom.js';
import {t} from './i18n.js';
import {listedPart} from './listed.js';
import {act, say} from './outcome.js';
import {state} from './store.js';

const ROLES = ['VIEWER', 'OPERATOR', 'ADMIN'];
const path = (name) => `/users/${encodeURIComponent(name)}`;

export function usersPart() {
  const part = listedPart({
    id: 'users',
    title: 'usersTitle',
    path: '/users',
    member: 'users',
    columns: ['name', 'role', null],
    actions: button('add-user', t('addUser'), () => add(part)),
    key: (user) => user.name,
    make: (user) => row(part, user),
    update: (element, user) => {
      const select = element.querySelector('select');
      select.value = user.role;
      attribute(select, 'data-role', user.role);
    },
  });
  return part;
}

function row(part, user) {
  const role = roles({'data-action': 'role', 'aria-label': t('roleOf', {name: user.name}), onchange: async () => {
    await act(role, () => patch(path(user.name), {role: role.value}), t('roleChanged', {name: user.name}));
    part.load();
  }});
  const own = state.session.user === user.name;
  return h('tr', {'data-user': user.name}, h('th', {scope: 'row'}, user.name, own ? h('span', {class: 'tag'}, t('you')) : null), h('td', {}, role),
    h('td', {class: 'actions'}, h('span', {class: 'buttons'},
      button('set-password', t('setPassword'), () => setPassword(user), {'aria-label': `${t('setPassword')}: ${user.name}`}),
      button('remove-user', t('removeUser'), () => removeUser(part, user), {class: 'danger-plain', 'aria-label': `${t('removeUser')}: ${user.name}`}))));
}

function roles(properties) {
  return h('select', properties, ROLES.map((r) => h('option', {value: r}, t(`role.${r}`))));
}

function passwordField(name, label, hint) {
  return field(label, name, h('input', {name, type: 'password', autocomplete: name === 'present' ? 'current-password' : 'new-password', maxlength: 256}), hint);
}

async function add(part) {
  const made = await ask({
    name: 'add-user',
    title: t('addUser'),
    ok: t('addUser'),
    content: [
      field(t('name'), 'name', h('input', {name: 'name', autofocus: true, autocomplete: 'off', maxlength: 64, spellcheck: 'false'})),
      field(t('roleLabel'), 'role', roles({name: 'role'}), t('roleHint')),
      passwordField('password', t('password'), t('passwordHint')),
    ],
    work: (data) => post('/users', {name: data.get('name').trim(), role: data.get('role'), password: data.get('password')}),
  });
  if (made) {
    say(t('userAdded'));
    part.load();
  }
}

async function setPassword(user) {
  if (await ask({name: 'set-password', title: t('setPasswordTitle', {name: user.name}), ok: t('setPassword'),
    content: [passwordField('password', t('newPassword'), t('passwordHint'))],
    work: (data) => patch(path(user.name), {password: data.get('password')})})) {
    say(t('passwordSet', {name: user.name}));
  }
}

async function removeUser(part, user) {
  if (await confirm({title: t('removeUserTitle', {name: user.name}), text: t('removeUserText'), ok: t('removeUser'),
    work: () => remove(path(user.name))})) {
    say(t('userRemoved', {name: user.name}));
    part.load();
  }
}

/** Changes the password of whoever is logged in. */
export async function ownPassword() {
  if (await ask({name: 'password', title: t('yourPassword'), ok: t('changePassword'),
    content: [passwordField('present', t('presentPassword')), passwordField('next', t('newPassword'), t('passwordHint'))],
    work: (data) => post('/session/password', {present: data.get('present'), next: data.get('next')})})) {
    say(t('passwordChanged'));
  }
}
