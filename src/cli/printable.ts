/** Text of users, such as comments, must not control the terminal that it is printed to. */

/** Control characters but for the tab and line breaks: a terminal takes some for commands. The C1 ones are commands of a single character. */
const CONTROL = /[\0-\x08\v\f\x0e-\x1f\x7f-\x9f]|\r(?!\n|$)/g

/** The same text with control characters as JSON escapes, such as `\u001b`. JSON stays the same value. */
export const printable = (text: string): string =>
  text.replace(CONTROL, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
