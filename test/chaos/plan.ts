/** What goes wrong, for whom and when: the same plan for the same seed. */
import { diceOf } from './dice'

/** At the endpoint. `silence`: no answer at all, until the browser gives up after its own 20 s. */
export const AT_ENDPOINT = [
  'reset before storing',
  'reset after storing',
  'truncated reply',
  '500',
  '429',
  '408',
  '401',
  'silence',
] as const
/** In the browser. */
export const IN_BROWSER = ['offline', 'reload', 'closed tab', 'two tabs', 'killed'] as const

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

/** A silence takes 20 s: one in so many decks of faults has one. */
const SILENT_DECK = 4
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
    dice.shuffled(AT_ENDPOINT.filter((fault) => n % SILENT_DECK === 0 || fault !== 'silence')),
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
  for (const round of sessions.flatMap((session) => session.rounds)) if (round.endpoint === 'silence') round.times = 1
  return sessions
}
