/** Half of a surrogate pair, and NUL: databases and the receiver refuse text with them. */
const UNSTORABLE = /[\0\ud800-\udfff]/gu

/** At most `length` UTF-16 units of a text, without half of a character at its end. What can't be stored is left out. */
export const shorten = (text: string, length: number): string => text.slice(0, length).replace(UNSTORABLE, '')

/** At most `length` UTF-16 units of a text to be shown; the last of them says that it goes on. */
export const abridge = (text: string, length: number): string =>
  text.length > length ? `${shorten(text, length - 1).trimEnd()}…` : text
