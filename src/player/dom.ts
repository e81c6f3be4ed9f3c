type Attributes = { readonly [name: string]: string | number | boolean | (() => void) | undefined };

/**
 * An element with attributes and children. Functions are listeners (`click`), `true` is an attribute without a value,
 * `false` and `undefined` are left out.
 *
 * SECURITY: strings become text nodes and attribute values, never markup.
 */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== undefined && value !== false) element.setAttribute(name, String(value));
  }
  element.append(...children);
  return element;
}

const SCROLL_KEYS: ReadonlySet<string> = new Set([' ', 'PageUp', 'PageDown', 'Home', 'End']);

/** Lets a person scroll an element by keys: those that do are its own as long as it has more than it shows. */
export function scrolling<E extends HTMLElement>(element: E): E {
  element.tabIndex = 0;
  element.addEventListener('keydown', (key) => {
    if (SCROLL_KEYS.has(key.key) && element.scrollHeight > element.clientHeight) key.stopPropagation();
  });
  return element;
}

/** The mark of a row that opens and closes; room for one on a row that does not. */
export function chevron(toggle: 'open' | 'closed' | null): HTMLElement {
  const shape = toggle === null ? '' : toggle === 'open' ? '▾' : '▸';
  return el('span', { class: 'chevron', 'aria-hidden': 'true' }, shape);
}
