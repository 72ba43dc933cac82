/** What to press next, for the demo's bar: Gainloop's own decision about what the endpoint stored of this user. */
import type { DueAsk } from '../../src/ask/decide'
import type { Book, Moment } from '../../src/moment/book'
import type { Playbook } from '../../src/playbook/schema'
import type { Jump } from '../jumps'
import type { Collection, Product } from '../products/product'
import type { LiveItem, Workspace } from '../workspace'
import { pathTo } from './guide'
import { reach } from './reach'
import { ANSWER, asksGoal, deed, FIGURES, GOAL } from './steps'
import { awaitsFigures, wayTo } from './way'

export interface Next {
  text: string
  /** Days of the clock's button that the text names. */
  jump?: number
}

export interface Situation {
  product: Product
  playbook: Playbook
  workspace: Workspace
  /** What the endpoint knows of the user. */
  book: Book
  /** The question is on their screen. */
  asking: boolean
  /** Of the page they are on. */
  path: string
  now: number
}

interface Place {
  collection: Collection
  item: LiveItem
}

/** After that long nobody is still looking at the card that asks for a goal. */
const HOUR = 3_600_000
const OTHERS = 'Or choose another user or product.'

export function nextStep(situation: Situation): Next {
  const { product, playbook, book, asking, path, now } = situation
  if (asking) return { text: `${ANSWER}.` }
  const reached = reach(playbook, book, now)
  const goal = goalOpen(situation) ? `${GOAL}, then ` : ''
  const more = Object.keys(book.ratings).length ? ` ${OTHERS}` : ''
  const jumpTo = (jump: Jump, why = ''): Next => ({
    text: `${goal}press “${jump.label}”${why}.${more}`,
    jump: jump.days,
  })

  if (reached && !reached.jump) return { text: `${ANSWER}.` }
  const open = openHere(situation)
  if (open && !asked(situation, open)) {
    return { text: `the playbook will not ask this user about “${open.item.label}”. Try another one.${more}` }
  }
  if (open) return { text: `${goal}${deed(open.collection, open.item)}.${more}` }
  const measured = awaited(situation)
  if (measured)
    return { text: `${goal}${path === pathOf(measured) ? '' : `open “${measured.item.label}” and `}${FIGURES}.` }
  const passive = reached && byItself(reached.ask)
  if (reached?.jump && !passive) return jumpTo(reached.jump)
  if (reached?.jump && path === '/') return jumpTo(reached.jump, `: ${product.name} asks by itself`)
  const first = places(situation).find((place) => asked(situation, place))
  if (first)
    return {
      text: `${goal}${path.startsWith(pathOf(first)) ? '' : whereTo(first)}${deed(first.collection, first.item)}.${more}`,
    }
  if (reached?.jump) return jumpTo(reached.jump)
  return { text: `the playbook’s limits leave this user alone for a while. ${OTHERS.replace('Or c', 'C')}` }
}

/** The ask about a period in which nothing had to be done. */
const byItself = ({ moment: { digest } }: DueAsk): boolean => digest !== undefined && !digest.tracks

const pathOf = ({ collection, item }: Place): string => pathTo(collection, item)

const whereTo = ({ collection, item }: Place): string =>
  pathTo(collection, item) === `/${collection.slug}`
    ? `under “${collection.title}” `
    : `open “${item.label}” under “${collection.title}” and `

/** What could still be done, in the order of the product's pages. */
const places = ({ product, workspace }: Situation): Place[] =>
  product.collections.flatMap((collection) =>
    workspace
      .items(collection)
      .filter(({ done, past }) => done === undefined && !past)
      .map((item) => ({ collection, item })),
  )

/** The page is that of one item which is still to be done. */
const openHere = (situation: Situation): Place | undefined =>
  places(situation).find(
    (place) => situation.path === `${pathOf(place)}` && pathOf(place).endsWith(`/${place.item.id}`),
  )

const asked = ({ playbook, book, now }: Situation, { collection, item }: Place): boolean =>
  wayTo(playbook, collection, item, book, now) !== undefined

/** Done, and waiting for its figures. */
function awaited({ product, playbook, workspace, book }: Situation): Place | undefined {
  const all = product.collections.flatMap((collection) =>
    workspace.items(collection).map((item) => ({ collection, item })),
  )
  return all.find(
    ({ collection: { action }, item: { id, done, outcome } }) =>
      done !== undefined &&
      !outcome &&
      awaitsFigures(playbook, action) &&
      book.asks[`${action} ${id}`]?.status !== 'answered',
  )
}

/** The card is asking what the user wants from what they just did. */
const goalOpen = ({ playbook, book, now }: Situation): boolean =>
  Object.values(book.moments).some(
    (moment) => asksGoal(playbook, moment.action) && !moment.goal && now - lastDone(moment) < HOUR,
  )

/** When the user last did what the moment is about. */
const lastDone = ({ at, digest }: Moment): number =>
  digest ? Math.max(0, ...Object.values(digest.tracks ?? {}).map((track) => track.at)) : at
