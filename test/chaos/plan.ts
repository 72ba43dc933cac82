/** What goes wrong, for whom and when: the same plan for the same seed. */
import { diceOf } from './dice'

/**
 * At the endpoint, or on the way there. `silence` and `token hangs`: no answer at all, until the browser gives up after its own 20 s.
 * `… for one event`: whatever holds that event meets this until the user is done; the rest must arrive all the same.
 * `403 hour`: a firewall's, shortened to two seconds. `HTML 200`: a page in place of an acknowledgement. `302`: the POST becomes a GET.
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
  'token hangs',
  'HTML 200',
  '302',
  '403 hour',
  '500 for one event',
  '413 for one event',
  'reset for one event',
] as const
/**
 * In the browser. `wiped`: the site's data is cleared under an open card. `database hangs`: IndexedDB answers nothing from the moment
 * the card is open until the user leaves. `two users`: a second tab names another user, and the first goes on. `by link`: the moments
 * are tracked by the vendor's server and rated on the page of a link, opened twice at once.
 */
export const IN_BROWSER = [
  'offline',
  'reload',
  'closed tab',
  'two tabs',
  'wiped',
  'database hangs',
  'two users',
  'by link',
  'killed',
] as const

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

/** These take 20 s each: one in so many decks of faults has them, and once in a row is enough. */
const SLOW: readonly EndpointFault[] = ['silence', 'token hangs']
const SLOW_DECK = 4
/** These last by themselves. */
const LASTING: readonly EndpointFault[] = ['403 hour', '500 for one event', '413 for one event', 'reset for one event']
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
  for (const round of sessions.flatMap((session) => session.rounds))
    if ([...SLOW, ...LASTING].includes(round.endpoint)) round.times = 1
  return sessions
}

/** The second user of a browser. */
export const otherUserOf = (user: string): string => `${user}b`

/** The user's moment of this number. Its id says whose it is. */
export const momentOf = (user: string, n: number): string => `${user}-${n}`

export const ownerOf = (moment: string): string => moment.slice(0, moment.lastIndexOf('-'))
