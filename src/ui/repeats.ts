/** Whether one sentence says again what another says. */

const wordsOf = (text: string, language: string): string[] => {
  const words =
    'Segmenter' in Intl
      ? Array.from(new Intl.Segmenter(language, { granularity: 'word' }).segment(text))
          .filter(({ isWordLike }) => isWordLike)
          .map(({ segment }) => segment)
      : text.split(/[^\p{L}\p{N}]+/u)
  return words.filter(Boolean).map((word) => word.toLocaleLowerCase(language))
}

/** From this share of the title's words on, it is felt as the same sentence. */
const SAME = 0.5

/** Whether so many words of `title` stand in `sentence` that the two would read like an echo. */
export function repeats(title: string, sentence: string, language: string): boolean {
  const said = new Set(wordsOf(sentence, language))
  const words = new Set(wordsOf(title, language))
  return words.size > 0 && [...words].filter((word) => said.has(word)).length / words.size >= SAME
}
