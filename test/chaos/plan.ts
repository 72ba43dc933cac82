/** What goes wrong, for whom and when: the same plan for the same seed. */
import { diceOf } from './dice'

/**
 * At the endpoint. `silence`: no answer at all, until the browser gives up after its own 20 s. `hanging token`: the endpoint
 * wants a new one, and the vendor's server never gives it. `403 hour`, in so many requests: a firewall takes nothing. `poison`:
 * every batch with one certain event gets that status, and for 500 the event too until it was sent by itself twice.
 */
export const AT_ENDPOINT = [
  'reset before storing',
  'reset after storing',
  'truncated reply',
  '500',
  '429',
  '408',
  '401',
  'silence',
  'HTML 200',
  '403 hour',
  'poison 500',
  'poison 413',
  'hanging token',
] as const
/**
 * In the browser. `wiped storage`: everything is cleared under an open card, which is answered then. `hanging IndexedDB`: it
 * answers nothing any more, until the page is opened again. `two users`: another user signs in in a second tab, while the
 * first goes on.
 */
export const IN_BROWSER = [
  'offline',
  'reload',
  'closed tab',
  'two tabs',
  'killed',
  'wiped storage',
  'hanging IndexedDB',
  'two users',
] as const

/** What takes 20 s each time. */
const SLOW: readonly EndpointFault[] = ['silence', 'hanging token']
/** What goes on for so many requests, at least. */
const HOUR = 3

export type EndpointFault = (typeof AT_ENDPOINT)[number]
export type BrowserFault = (typeof IN_BROWSER)[number]

export interface Round {
  ratings: number
  /** Meets the next requests, so many. */
  endpoint: EndpointFault
  times: number
  browser: BrowserFault
}

/** One user on one browser profile. */
export interface Session {
  user: string
  build: 'gainloop.js' | 'gainloop.all.js'
  /** On a profile of its own on disk, for its browser is killed in every round. */
  killed: boolean
  rounds: Round[]
}

export interface Size {
  /** Ratings of one user. */
  session: number
  /** Ratings between two faults. */
  round: number
}

/** One in so many decks of faults has those that take 20 s. */
const SLOW_DECK = 4
/** Every browser that is killed has to start again: one user in so many. */
const KILLED_SESSION = 5

/** Cards from one shuffled deck after the other, so that every fault comes about equally often. */
function dealer<T>(decks: (n: number) => T[]): () => T {
  let count = 0
  let deck: T[] = []
  return () => {
    while (!deck.length) deck = decks(count++)
    return deck.pop() as T
  }
}

export function planOf(ratings: number, seed: number, size: Size): Session[] {
  const dice = diceOf(seed)
  const endpoint = dealer((n) =>
    dice.shuffled(AT_ENDPOINT.filter((fault) => n % SLOW_DECK === 0 || !SLOW.includes(fault))),
  )
  const browser = dealer(() => dice.shuffled(IN_BROWSER.filter((fault) => fault !== 'killed')))
  const sessions: Session[] = []
  for (let left = ratings; left > 0; left -= size.session) {
    const killed = sessions.length % KILLED_SESSION === 0
    const rounds: Round[] = []
    for (let own = Math.min(left, size.session); own > 0; own -= size.round) {
      rounds.push({
        ratings: Math.min(own, size.round),
        endpoint: endpoint(),
        times: 1 + dice.below(3),
        browser: killed ? 'killed' : browser(),
      })
    }
    const build = sessions.length % 2 ? 'gainloop.all.js' : 'gainloop.js'
    sessions.push({ user: `u_${sessions.length}`, build, killed, rounds })
  }
  // Once in a row is enough of what takes 20 s.
  for (const round of sessions.flatMap((session) => session.rounds)) {
    if (SLOW.includes(round.endpoint) || round.endpoint.startsWith('poison')) round.times = 1
    if (round.endpoint === '403 hour') round.times = HOUR
  }
  return sessions
}
