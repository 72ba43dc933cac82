/**
 * `dist/embed/gainloop.ask.js`: the script of the page that a link from an e-mail leads to. It shows the card of one ask, with all
 * that belongs to it, and keeps nothing on the machine once its tab is closed.
 */
import { bundled } from '../bundled'
import { startGainloop } from '../gainloop'
import { listen } from '../host/listen'
import { storageName } from '../host/name'
import { uuid } from '../host/uuid'
import type { AskPageData } from './data'
import { storageWith } from './storage'

const element = (id: string): HTMLElement => document.getElementById(id) as HTMLElement

const data = JSON.parse(element('data').textContent) as AskPageData
const { playbook, ask, lesson, token, language, theme, words, ends } = data
const [place, status] = [element('card'), element('status')]

/** The book, in which the ask comes before all limits. By this clock: the receiver's may be another. */
function bookNow(): AskPageData['book'] {
  const clock = Date.now()
  const book = { ...data.book, clock }
  const record = ask === undefined ? undefined : book.asks[ask]
  if (ask === undefined || !record) return book
  return {
    ...book,
    asks: { ...book.asks, [ask]: { ...record, due: Math.min(record.due ?? clock, clock), forced: clock } },
  }
}

/**
 * Some scanners of mail open the page in a browser of theirs, scripts and all. Nothing is sent before somebody is there: a pointer
 * that moves, a finger, a key.
 */
const somebody = new Promise<void>((resolve) => {
  const stop = listen(window, 'pointermove pointerdown touchstart wheel keydown', ({ isTrusted }) => {
    if (!isTrusted) return
    stop()
    resolve()
  })
})

/** Somebody else was first, in another tab: their answer counts, and its lesson is what this page shows as well. */
async function reloadIfUsed(response: Response): Promise<void> {
  const body = (await response.json().catch(() => undefined)) as { used?: boolean } | undefined
  if (body?.used) location.reload()
}

// Each page by itself: neither another tab nor the product, should it be on this origin, shares its card.
const name = `ask-${uuid()}`
const gainloop = startGainloop(
  {
    playbook,
    endpoint: new URL('ask.json', location.href).href,
    name,
    storage: storageWith(bookNow(), storageName(name)),
    user: { id: data.book.user.id, traits: data.book.user.traits, token },
    language,
    theme,
    container: place,
    async fetch(url, init) {
      await somebody
      const response = await fetch(url, init)
      if (response.ok) void reloadIfUsed(response.clone())
      return response
    },
  },
  bundled(location.href, words),
)

let answered = ask === undefined
gainloop.on('gainloop.rating.given', () => {
  answered = true
})
if (lesson !== undefined) gainloop.lesson(lesson)

// Once the card is gone the page says so, rather than being empty.
let wasThere = false
new MutationObserver(() => {
  const isThere = place.childElementCount > 0
  if (wasThere && !isThere && ask !== undefined) status.textContent = answered ? ends.answered : ends.unanswered
  wasThere = isThere
}).observe(place, { childList: true })
