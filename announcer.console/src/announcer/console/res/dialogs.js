// Dialogs: one at a time, closed by Escape; what the API refuses is shown in them and they stay.
import {button, clearFaults, focusAround, h, showFault} from './dom.js';
import {t} from './i18n.js';

/**
 * Asks. Resolves to what the work gave, or to null when it was dismissed.
 *
 * @param name how tests find it
 * @param content elements between title and buttons
 * @param work called with the form's values when OK is pressed; what it throws is shown
 * @param dismiss label of the other button
 */
export function ask({name, title, content, ok, danger = false, dismiss = t('cancel'), work = async () => true}) {
  return new Promise((resolve) => {
    const id = `dialog-${name}`;
    let result = null;
    const opener = document.activeElement;
    const okButton = ok === null ? null : h('button', {type: 'submit', 'data-action': 'ok', class: danger ? 'danger' : 'primary'}, ok);
    const form = h('form', {novalidate: true, onsubmit: submit},
      h('h2', {id}, title), content, h('p', {role: 'alert', class: 'fault'}),
      h('div', {class: 'buttons'}, button('dismiss', dismiss, () => busy() || dialog.close()), okButton));
    const dialog = h('dialog', {'data-dialog': name, 'aria-labelledby': id, onclose: closed, oncancel: (e) => busy() && e.preventDefault()}, form);
    const busy = () => dialog.getAttribute('aria-busy') === 'true';
    document.body.append(dialog);
    dialog.showModal();
    // What destroys is not what Enter does by accident.
    const safe = danger ? form.querySelector('[data-action=dismiss]') : okButton;
    (form.querySelector('[autofocus]') ?? form.querySelector('input, select, textarea') ?? safe)?.focus();

    async function submit(event) {
      event.preventDefault();
      if (busy()) {
        return;
      }
      clearFaults(form);
      dialog.setAttribute('aria-busy', 'true');
      try {
        result = (await work(new FormData(form), form)) ?? true;
        dialog.close();
      } catch (problem) {
        showFault(form, problem);
      } finally {
        dialog.removeAttribute('aria-busy');
      }
    }

    function closed() {
      dialog.remove();
      if (document.activeElement === document.body && opener?.isConnected) {
        // It was hidden meanwhile.
        focusAround(opener);
      }
      resolve(result);
    }
  });
}

/** Asks whether something shall be done. */
export function confirm({title, text: words, ok, content = null, work}) {
  return ask({name: 'confirm', title, ok, danger: true, work, content: [words ? h('p', {}, words) : null, content].filter(Boolean)});
}
