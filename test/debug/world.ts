/** A page with Gainloop in it, as the debug panel is handed it: the real keeper, attention and card on a host that counts. */
import { debug } from '../../src/debug/debug'
import type { Debugged } from '../../src/debug/debugged'
import { wholeCell } from '../../src/host/cell'
import type { Host } from '../../src/host/host'
import { parse } from '../../src/host/stored'
import { createRequests } from '../../src/host/request'
import { openVault } from '../../src/host/vault'
import { openJournal } from '../../src/host/journal'
import { createAnswers } from '../../src/loop/answers'
import { createAttention } from '../../src/loop/attention'
import type { Context } from '../../src/loop/context'
import { createKeeper } from '../../src/loop/keeper'
import type { Book } from '../../src/moment/book'
import { compilePlaybook } from '../../src/playbook/compile'
import { lookAgain } from '../../src/ask/look-again'
import { chunks } from '../../src/chunks'
import { DAY } from '../ask/scene'
import { email } from '../ui/support'
import { english } from '../../src/ui/languages'

export const NOW = Date.UTC(2026, 2, 1, 12)

/** Every lesson kind once, so that the card has to wait for none. */
await Promise.all(Object.values(chunks.cardParts.lessons).map((load) => load()))

/** One name at a time, as in one browser. */
function locks(): Host['exclusively'] {
  const held = new Map<string, Promise<unknown>>()
  return async (name, work, wait) => {
    if (held.has(name) && !wait) return undefined
    while (held.has(name)) await held.get(name)
    const done = work()
    held.set(
      name,
      done.catch(() => {}),
    )
    return done.finally(() => held.delete(name))
  }
}

export interface World extends Debugged {
  /** All that is stored: book, outbox and wake, as the cell has it. */
  stored(): string
  /** Addresses that were fetched. */
  fetched: string[]
  /** Writes to the vault. */
  writes(): number
  /** Transactions of the vault, reads included. */
  transactions(): number
  setNow(now: number): void
}

export async function world(book: Book, parts = chunks): Promise<World> {
  let kept = ''
  let writes = 0
  let transactions = 0
  const cell = wholeCell(async (step) => {
    transactions++
    const next = step(parse(kept))
    if (next !== undefined) writes++
    if (next) kept = JSON.stringify(next)
  })
  let now = NOW
  let ids = 0
  const fetched: string[] = []
  const host: Host = {
    now: () => now,
    after: () => () => {},
    id: () => `id-${++ids}`,
    vault: openVault([cell]),
    requests: async () =>
      createRequests(async (url) => {
        fetched.push(url)
        return new Response()
      }),
    exclusively: locks(),
    onHide: () => () => {},
    onReturn: () => () => {},
  }
  const facts: Context['facts'] = (of) => ({ traits: of.user.traits, language: 'en', session: { asks: 0 } })
  const keeper = createKeeper({
    host,
    playbookId: email.id,
    common: () => ({ language: 'en', segments: [] }),
    wakeAt: (of, at) => lookAgain({ playbook: compilePlaybook(email), book: of, facts: facts(of), now: at }),
    committed() {},
  })
  await keeper.commit(() => ({ book, value: 0 }))
  writes = 0
  const context: Context = {
    host,
    playbook: compilePlaybook(email),
    keeper,
    answers: createAnswers({
      ...{ host, keeper, playbook: compilePlaybook(email), name: 'gainloop' },
      journal: openJournal(undefined, ''),
      hold() {},
      report: (cause) => console.error(cause),
    }),
    language: () => 'en',
    wording: { of: () => english, load: async () => {} },
    theme: () => 'auto',
    hotkey: '',
    facts,
    report: (cause) => console.error(cause),
    onAppearance: () => () => {},
    container: () => undefined,
  }
  const attention = createAttention({
    context,
    name: 'gainloop',
    parts,
    ready: () => true,
    busy: {
      reason: () => undefined,
      whenFree: (run) => (run(), () => {}),
      waiter: () => (run) => (run(), () => {}),
      onModal: () => () => {},
      destroy() {},
    },
    session: { asks: () => 0, count() {}, clear() {}, destroy() {} },
  })
  return {
    context,
    attention,
    createAttention,
    parts: chunks,
    name: 'gainloop',
    options: { playbook: email, endpoint: '/api/gainloop', storage: 'memory' },
    stored: () => kept,
    fetched,
    writes: () => writes,
    transactions: () => transactions,
    setNow(next) {
      now = next
    },
  }
}

const rootOf = (tag: string): ShadowRoot | undefined => document.querySelector(tag)?.shadowRoot ?? undefined

/** The card of the page, or of a dry run. */
export const cardText = (): string | undefined => rootOf('gainloop-card')?.querySelector('h2')?.textContent?.trim()
export const cardStep = (): string | undefined =>
  rootOf('gainloop-card')?.querySelector<HTMLElement>('section')?.dataset.step

export interface OpenPanel {
  root: ShadowRoot
  text(): string
  press(name: string, index?: number): void
  close(): void
}

/** Waits for what `look` gives, through everything that is not the clock. */
export async function until<T>(what: string, look: () => T | undefined | false | null): Promise<T> {
  for (let turn = 0; turn < 200; turn++) {
    const found = look()
    if (found) return found
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  throw new Error(`waited for ${what} in vain`)
}

export async function openPanel(debugged: Debugged): Promise<OpenPanel> {
  const close = debug(debugged)
  const root = await until('the panel', () => rootOf('gainloop-debug'))
  const buttons = (name: string) =>
    [...root.querySelectorAll('button')].filter(({ textContent }) => textContent?.includes(name))
  const press = (name: string, index = 0) => {
    const button = buttons(name)[index]
    if (!button) throw new Error(`No button ${name} in:\n${root.textContent}`)
    button.click()
  }
  press('Gainloop debug')
  await until('the panel to be open', () => root.querySelector('.body'))
  return { root, press, close, text: () => root.textContent ?? '' }
}

export const THREE_DAYS = 3 * DAY
