/** `GET /ask?link=…`: one ask as a page of its own. It reads and stores nothing: scanners of mail follow links. */
import type { AskPageData } from '../../ask-page/data'
import { offerLesson } from '../../lesson/offer'
import { inHoldout } from '../../lesson/holdout'
import { type Book, type Rating, seedOf } from '../../moment/book'
import type { CompiledPlaybook } from '../../playbook/compiled'
import type { MessageId } from '../../ui/languages'
import { tooManyRequests, unavailable } from '../problem-response'
import type { StateContext } from '../get-state'
import { readState } from '../state'
import { storeFailure } from '../store-failure'
import { askPage } from './document'
import { type Link, readLink } from './link-token'
import type { AskSettings } from './options'
import { pageBook, pagePlaybook } from './page-book'
import { standingOf } from './standing'
import { userBook } from './user-book'
import { acceptedLanguages, type PageWords, pageWords } from './words'

type PageContext = Pick<StateContext, 'store' | 'spending' | 'takeTurn' | 'log' | 'now'>

/** As for a state: what it takes is the same. */
const COST_OF_TURN = 500

/** What is said instead of a card, and how the response tells programs. */
const ENDINGS = {
  /** Cut off, or made up. */
  forged: { status: 400, sentence: 'page.invalid' },
  expired: { status: 410, sentence: 'page.expired' },
  'other-playbook': { status: 404, sentence: 'page.expired' },
  'unknown-action': { status: 404, sentence: 'page.cancelled' },
  over: { status: 410, sentence: 'page.cancelled' },
} as const satisfies Record<string, { status: number; sentence: MessageId }>

export async function getAsk(request: Request, settings: AskSettings, context: PageContext): Promise<Response> {
  const { theme } = settings
  const accepted = acceptedLanguages(request.headers.get('accept-language'))
  const ending = async (why: keyof typeof ENDINGS, { language }: Partial<Link>, playbook = settings.playbook) => {
    const words = await pageWords(playbook, [...(language ? [language] : []), ...accepted])
    const { status, sentence } = ENDINGS[why]
    return askPage({ status, words, theme, sentence: words.say(sentence) })
  }

  const token = new URL(request.url).searchParams.get('link') ?? ''
  const read = await readLink(token, settings.secret, context.now())
  if (!read.ok && read.reason === 'forged') return ending('forged', {})
  const { link } = read
  const playbook = link.playbook === undefined ? settings.playbook : settings.playbooks.get(link.playbook)
  if (!playbook) return ending('other-playbook', link)
  if (!read.ok) return ending('expired', link, playbook)
  if (!playbook.actions[link.action]) return ending('unknown-action', link, playbook)

  const wait = context.spending.takeRequest(link.subject)
  if (wait) return tooManyRequests(wait)
  const endTurn = await context.takeTurn(link.subject, COST_OF_TURN)
  try {
    const now = context.now()
    const { state, events, last } = await readState(context.store, link.subject, now, 0)
    context.spending.addRead(link.subject, events)
    const account = link.account ?? last?.account
    const since = Date.parse(link.period?.from ?? '')
    const book = userBook(link.subject, state, playbook, {
      ...{ now, traits: link.traits, since },
      account: account === undefined ? undefined : { id: account },
    })
    const standing = standingOf(book, playbook, link, now)
    if (standing.is === 'over') return await ending('over', link, playbook)

    const wanted = [link.language, last?.language].filter((language) => language !== undefined)
    const words = await pageWords(playbook, [...wanted, ...accepted])
    const source = pagePlaybook(playbook.source, link.action, link.traits ? undefined : (last?.segments ?? []))
    const common = commonData({ token, words, theme, source })
    if (standing.is === 'open') {
      const data = { ...common, ...pageBook(book, playbook, link.action, now, standing.moment) }
      return await askPage({ status: 200, words, theme, data })
    }
    const lesson = lessonOf(standing.rating, book, playbook, { now, language: words.language })
    const data = lesson === undefined ? undefined : { ...common, ...pageBook(book, playbook, link.action, now), lesson }
    return await askPage({ status: 200, words, theme, sentence: words.say('page.used'), data })
  } catch (error) {
    context.log(storeFailure(error))
    return unavailable()
  } finally {
    endTurn()
  }
}

function commonData({
  token,
  words,
  theme,
  source,
}: Pick<AskPageData, 'token' | 'theme'> & { words: PageWords; source: AskPageData['playbook'] }) {
  const { language, translation } = words
  return {
    ...{ token, language, theme, playbook: source },
    ...(translation && { words: translation }),
    ends: { answered: words.say('thanks'), unanswered: words.say('page.cancelled') },
  }
}

/** The id of the lesson that a rating led to, or leads to now. Undefined for who is shown none, so that the lift can be measured. */
function lessonOf(
  rating: Rating,
  book: Book,
  playbook: CompiledPlaybook,
  { now, language }: { now: number; language: string },
): string | undefined {
  if (inHoldout(playbook, seedOf(book.user))) return undefined
  if (playbook.lessons.some(({ id }) => id === rating.lesson)) return rating.lesson
  return offerLesson({ playbook, book, facts: { traits: book.user.traits, language }, now }, rating)?.lesson.id
}
