/** Moving what is remembered: under another name, or into another storage. */
import type { GainloopEvent } from '../delivery/event'
import type { Vault } from '../host/host'
import type { Book } from '../moment/book'
import { merge } from '../moment/merge'

/** Events not yet sent are re-addressed to the user they turned out to be of. */
export async function readdress(vault: Vault, from: string, to: string): Promise<void> {
  await vault.revise((all) =>
    all.map((record) =>
      record.event.subject === from ? { ...record, event: { ...record.event, subject: to } as GainloopEvent } : record,
    ),
  )
}

/** One user's two books become one; of two users' books the first is kept, and nothing of the other. */
export const join = (kept: unknown, other: unknown): unknown => {
  const [mine, theirs] = [kept as Book, other as Book]
  const strangers = mine.user.id !== theirs.user.id && !mine.user.anonymous && !theirs.user.anonymous
  return strangers ? kept : merge(mine, theirs)
}

/** On consent: what was done in memory joins what the browser's storage holds. */
export async function moveHome(memory: Vault, home: Vault): Promise<void> {
  const [book, waiting, wake] = await Promise.all([memory.book(), memory.waiting(), memory.wake()])
  if (book === undefined) return
  await home.change((stored) => ({
    book: stored === undefined ? book : join(stored, book),
    add: waiting.map(({ event }) => event),
    ...(wake && { wake }),
    value: undefined,
  }))
}
