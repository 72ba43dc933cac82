/** A name's pairs of neighbouring letters; the last letter's partner is its end. */
const pairs = (name: string): string[] =>
  [...name.toLowerCase()].map((letter, index, letters) => letter + letters[index + 1])

/** The known name a mistyped one probably means, by the pairs they share (Dice's measure, at least 0.45); undefined when none is near. */
export const nearest = (name: string, known: readonly string[]): string | undefined => {
  const given = pairs(name.slice(0, 100))
  const likeness = (one: string): number => {
    const own = pairs(one)
    return own.filter((pair) => given.includes(pair)).length / (own.length + given.length)
  }
  const [best] = [...known].sort((a, b) => likeness(b) - likeness(a))
  return best && likeness(best) >= 0.225 ? best : undefined
}
