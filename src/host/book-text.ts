/** The book as JSON. Most changes leave most records as they are, so the text of each record is remembered with it. */

/** By the record itself: what is in the book never changes, a change makes a new record. */
const texts = new WeakMap<object, string>()

const isRecord = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** @throws {TypeError} for what JSON can't hold */
function textOf(record: unknown): string | undefined {
  if (!isRecord(record)) return JSON.stringify(record)
  let text = texts.get(record)
  if (text === undefined) {
    text = JSON.stringify(record)
    texts.set(record, text)
  }
  return text
}

/** As `JSON.stringify` has an object, with another way to have each member. */
function members(value: object, textOfMember: (member: unknown) => string | undefined): string {
  const all: string[] = []
  for (const [key, member] of Object.entries(value)) {
    const text = textOfMember(member)
    if (text !== undefined) all.push(`${JSON.stringify(key)}:${text}`)
  }
  return `{${all.join()}}`
}

/**
 * The same text as by `JSON.stringify`; `null` where that gives none.
 * @throws {TypeError} for what JSON can't hold
 */
export function bookText(book: unknown): string {
  if (!isRecord(book)) return JSON.stringify(book) ?? 'null'
  return members(book, (part) => (isRecord(part) ? members(part, textOf) : JSON.stringify(part)))
}
