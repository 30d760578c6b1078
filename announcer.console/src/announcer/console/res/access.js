// Who may do what, and who did what: each part is shown only where there is a bundle that answers for it.
import {auditPart} from './audit.js';
import {h} from './dom.js';
import {t} from './i18n.js';
import {tokensPart} from './tokens.js';
import {usersPart} from './users.js';

export function accessSection() {
  const parts = [usersPart(), tokensPart(), auditPart()];
  const element = h('div', {class: 'stack'}, h('h2', {class: 'off-screen'}, t('accessTitle')), parts.map((part) => part.element));
  return {element, onShow(visible) {
    if (visible) {
      parts.forEach((part) => part.load());
    }
  }};
}
