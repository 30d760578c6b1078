// The audit trail: who did what.
import {button, h} from './dom.js';
import {time} from './format.js';
import {t} from './i18n.js';
import {listedPart} from './listed.js';

const LATEST = 100;

export function auditPart() {
  const part = listedPart({
    id: 'audit',
    title: 'auditTitle',
    path: `/audit?limit=${LATEST}`,
    member: 'entries',
    columns: ['when', 'who', 'address', 'action', 'target', 'outcomeOf'],
    actions: button('reload-audit', t('reload'), () => part.load()),
    key: (e) => `${e.when} ${e.who} ${e.action} ${e.target} ${e.outcome}`,
    make: (e) => h('tr', {}, h('td', {class: 'when'}, time(e.when)), [e.who, e.address, e.action, e.target, e.outcome].map((v) => h('td', {}, v ?? ''))),
  });
  return part;
}
