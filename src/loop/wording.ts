/** The interface's words in the card's language. Each language is fetched once, before the first card that needs it is painted. */
import { after } from '../host/timer'
import type { Address, Translation } from '../ui/languages/translation'
import { english, interfaceLanguage, type Words, wordsOf } from '../ui/languages'
import type { Translated } from '../ui/languages/translations'

export interface Wording {
  /** The words for a card in `language`: English ones where there are no others. Undefined until `load` has resolved. */
  of(language: string): Words | undefined
  /** Resolves when `of` has an answer, be it that the file can't be fetched. Never rejects. */
  load(language: string): Promise<void>
}

/** A card that is due waits no longer than this for its words, in ms. It opens in English, and goes on in its own language. */
const PATIENCE = 3_000

interface WordingOptions {
  fetchTranslation(tag: Translated): Promise<{ translation: Translation }>
  address: Address | undefined
  report(problem: unknown): unknown
}

export function createWording({ fetchTranslation, address, report }: WordingOptions): Wording {
  const known = new Map<string, Words>()
  const loading = new Map<string, Promise<void>>()

  const fetchWords = async (language: string): Promise<void> => {
    const tag = interfaceLanguage(language)
    if (tag === 'en') {
      // Of another language than the card's, unless that is some English.
      known.set(language, { ...english, language: /^en\b/i.test(language) ? language : 'en' })
      return
    }
    let stopWaiting = (): void => {}
    const late = new Promise<void>((resolve) => {
      stopWaiting = after(PATIENCE, resolve)
    })
    const arriving = fetchTranslation(tag).then(
      ({ translation }) => void known.set(language, wordsOf(language, translation, address)),
      (cause) => {
        // The next card tries again.
        loading.delete(language)
        report(cause)
      },
    )
    await Promise.race([arriving, late])
    stopWaiting()
    if (!known.has(language)) known.set(language, english)
  }

  return {
    of: (language) => known.get(language),
    load(language) {
      const pending = loading.get(language) ?? fetchWords(language)
      loading.set(language, pending)
      return pending
    },
  }
}
