// Builds elements. Texts come from strangers: they only ever become text nodes and attribute values, never markup.

/** An element. A property that begins with "on" is a listener; true and false are attributes without a value; null is left out. */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), value);
    } else {
      attribute(element, name, value);
    }
  }
  append(element, children);
  return element;
}

function append(element, children) {
  for (const child of children) {
    if (Array.isArray(child)) {
      append(element, child);
    } else if (child !== null && child !== undefined) {
      element.append(child);
    }
  }
}

/** Sets, or with null or false removes, an attribute; leaves it alone when it is so already. */
export function attribute(element, name, value) {
  if (value === null || value === undefined || value === false) {
    element.removeAttribute(name);
    return;
  }
  const text = value === true ? '' : String(value);
  if (element.getAttribute(name) !== text) {
    element.setAttribute(name, text);
  }
}

/** Sets a text; an element that shows it already is not touched. */
export function text(element, value) {
  const wanted = value === null || value === undefined ? '' : String(value);
  if (element.textContent !== wanted) {
    element.textContent = wanted;
  }
}

/** Shows or hides. */
export function show(element, shown) {
  if (element.hidden === Boolean(shown)) {
    const focused = !shown && element.contains(document.activeElement);
    element.hidden = !shown;
    if (focused) {
      focusAround(element);
    }
  }
}

/** The page shows what there is, and can be used: told to the page's own element, and to the browser's figures. */
export function ready() {
  if (document.documentElement.dataset.ready !== 'true') {
    document.documentElement.dataset.ready = 'true';
    performance.mark('ready');
  }
}

/** What had the keyboard's focus has gone: the part of the page that it was in has it then, not the top of the page. */
export function focusAround(element) {
  const part = element.parentElement && element.parentElement.closest('article, section, main');
  if (part) {
    part.tabIndex = -1;
    part.focus({preventScroll: true});
  }
}

/**
 * Makes a parent's children those of some items, in their order. Children are kept by key, and moved only when they must be;
 * what has the keyboard's focus has it afterwards, too.
 */
export function keyed(parent, items, key, make, update) {
  const focused = document.activeElement;
  const wanted = new Set(items.map((item) => String(key(item))));
  // First of all: else the others would be moved before what goes, one by one.
  [...parent.children].filter((child) => !wanted.has(child.dataset.key)).forEach(remove);
  const before = new Map([...parent.children].map((child) => [child.dataset.key, child]));
  const kept = new Set();
  let place = parent.firstElementChild;
  for (const item of items) {
    const k = String(key(item));
    let child = before.get(k);
    before.delete(k);
    if (!child) {
      child = make(item);
      child.dataset.key = k;
    }
    kept.add(child);
    if (update) {
      update(child, item);
    }
    if (child === place) {
      place = place.nextElementSibling;
    } else {
      parent.insertBefore(child, place);
    }
  }
  // Only where two items had one key.
  [...parent.children].filter((child) => !kept.has(child)).forEach(remove);
  if (focused !== document.activeElement && parent.contains(focused)) {
    focused.focus({preventScroll: true});
  }
}

/** The same button of the next item has the focus when its own item goes. */
function remove(child) {
  const focused = child.contains(document.activeElement) ? document.activeElement : null;
  const next = child.nextElementSibling || child.previousElementSibling;
  const parent = child.parentElement;
  child.remove();
  if (focused) {
    const same = focused.dataset.action && next && next.querySelector(`[data-action="${focused.dataset.action}"]`);
    if (same) {
      same.focus({preventScroll: true});
    } else {
      focusAround(parent.firstElementChild || parent);
    }
  }
}

/** A button with an action's name. */
export function button(action, label, onclick, properties = {}) {
  return h('button', Object.assign({type: 'button', 'data-action': action, onclick}, properties), label);
}

/** A labelled field, with a place for what is wrong with it. */
export function field(label, name, input, hint = null) {
  const id = input.id || `field-${name}-${Math.random().toString(36).slice(2)}`;
  input.id = id;
  const fault = h('p', {class: 'fault', id: `${id}-fault`, 'data-fault-for': name, hidden: true});
  const help = hint ? h('p', {class: 'hint', id: `${id}-hint`}, hint) : null;
  input.setAttribute('aria-describedby', help ? `${id}-fault ${id}-hint` : `${id}-fault`);
  return h('div', {class: 'field'}, h('label', {for: id}, label), input, fault, help);
}

/** Takes all faults away from within a form. */
export function clearFaults(form) {
  for (const fault of form.querySelectorAll('[data-fault-for]')) {
    fault.hidden = true;
    fault.textContent = '';
  }
  for (const input of form.querySelectorAll('[aria-invalid]')) {
    input.removeAttribute('aria-invalid');
  }
  const alert = form.querySelector('[role=alert]');
  if (alert) {
    alert.textContent = '';
  }
}

/** Shows a refusal beside the field that it names, or else where the form says what is wrong with the whole. */
export function showFault(form, problem) {
  const fault = problem.field && form.querySelector(`[data-fault-for="${CSS.escape(problem.field)}"]`);
  if (!fault) {
    form.querySelector('[role=alert]').textContent = problem.message;
    return;
  }
  fault.textContent = problem.message;
  fault.hidden = false;
  const input = document.getElementById(fault.id.replace(/-fault$/, ''));
  if (!input) {
    return;
  }
  input.setAttribute('aria-invalid', 'true');
  const folded = input.closest('details');
  if (folded) {
    folded.open = true;
  }
  input.focus();
}
