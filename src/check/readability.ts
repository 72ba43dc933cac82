/**
 * Texts that are too long for what they are. A lesson should take ten seconds: adults read 238 words of non-fiction a
 * minute, which is 40 in ten seconds (M. Brysbaert, "How many words do we read per minute?", Journal of Memory and Language
 * 109, 2019, a meta-analysis of 190 studies). A question is one sentence, and from 25 words on a sentence is hard
 * ("Sentence length: why 25 words is our limit", GOV.UK, 2014). A title or a choice is taken in at a glance: two lines of a
 * phone, 320 px wide, some 40 characters each.
 */
import type { Role, Wording } from './contents'
import { type Problem, warning } from './problem'

export const WORDS_A_MINUTE = 238
export const TEN_SECONDS = 40
export const SENTENCE = 25
export const GLANCE = 80

const segmenters = new Map<string, Intl.Segmenter>()

/** By the rules of the language: Japanese and Thai put no spaces between words. */
export const wordsIn = (text: string, language: string): number => {
  const segmenter = segmenters.get(language) ?? new Intl.Segmenter(language, { granularity: 'word' })
  segmenters.set(language, segmenter)
  let words = 0
  for (const { isWordLike } of segmenter.segment(text)) if (isWordLike) words++
  return words
}

/** The text as it is read: a placeholder counts as one word, a link as its label, and marks count for nothing. */
const read = (text: string): string =>
  text
    .replace(/\{\{.*?\}\}/gs, 'x')
    .replace(/\]\([^)]*\)/g, ']')
    .replace(/[*_[\]\\]/g, '')

const seconds = (words: number): number => Math.round((words / WORDS_A_MINUTE) * 60)

const MOST_WORDS: Partial<Record<Role, [most: number, what: string, hint: string]>> = {
  question: [SENTENCE, 'a question', 'Ask one thing in one sentence; say the rest in the lesson.'],
  tip: [TEN_SECONDS, 'a tip', 'Make two of it, or an article.'],
  step: [TEN_SECONDS, 'a step', 'Make two of it, or link to a page that explains it.'],
}

/** Texts that take longer to read than users give them. */
export const hardToRead = (texts: readonly Wording[]): Problem[] =>
  texts.flatMap(({ path, role, language, string }) => {
    const text = read(string)
    const [most, what, hint] = MOST_WORDS[role] ?? []
    // No word is shorter than a character: most texts need no counting.
    if (most && text.length > most) {
      const words = wordsIn(text, language)
      if (words > most)
        return [
          warning(
            path,
            'too-many-words',
            `${words} words take ${seconds(words)} seconds to read; ${what} has at most ${most}`,
            hint,
          ),
        ]
    }
    if ((role === 'title' || role === 'choice') && text.length > GLANCE)
      return [
        warning(
          path,
          'too-long-to-glance',
          `${text.length} characters are more than two lines on a phone; a ${role} has at most ${GLANCE}`,
          role === 'title' ? 'Move the rest into "why".' : 'Name the thing, without explaining it.',
        ),
      ]
    const long = role === 'prose' && text.length > TEN_SECONDS * 2 ? longestSentence(text, language) : undefined
    return long && long.words > TEN_SECONDS
      ? [
          warning(
            path,
            'long-sentence',
            `the sentence “${long.sentence.split(/\s+/).slice(0, 5).join(' ')} …” has ${long.words} words; from ${SENTENCE} on a sentence is hard, from ${TEN_SECONDS} on it is lost`,
            'Make two of it.',
          ),
        ]
      : []
  })

/** Only where spaces separate words: the length of a Japanese sentence can't be told by them. */
const longestSentence = (text: string, language: string): { sentence: string; words: number } | undefined =>
  text
    .split(/(?<=[.!?…؟।][”"’»)]?)\s+/)
    .filter((sentence) => /\s/.test(sentence))
    .map((sentence) => ({ sentence, words: wordsIn(sentence, language) }))
    .sort((a, b) => b.words - a.words)[0]
