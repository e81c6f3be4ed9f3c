/**
 * Controls, and the marks that turn the direction of text (Unicode UAX #9 §2) or take no room: raw on screen they hide
 * what arrived or put it in another order. Joiners stay: emoji and Persian need them.
 */
const HIDDEN = /[\p{Cc}\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu;

/** JSON or other text with each of those as its JSON escape. */
export function visible(text: string): string {
  return text.replaceAll(
    HIDDEN,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** A key as a row shows it: bare, and as a JSON string where bare it could not be seen or told from another. */
export function visibleKey(name: string): string {
  return name !== '' && name === name.trim() && visible(name) === name ? name : visible(JSON.stringify(name));
}
