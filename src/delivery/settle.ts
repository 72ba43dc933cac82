/** What an answer means for the batch: deleted, set aside, or to be tried again, and written down as such. */
import type { Host, Waiting } from '../host/host'
import { delayAfter } from './backoff'
import { overflow } from './bounds'
import type { Outcome } from './send'

/** `code`: `unauthorized` `refused` `rejected` `token` `dropped`. */
export type OnError = (error: { code: string; message: string; cause?: unknown }) => void

/** These say something about the endpoint, not about the events: no use in looking for the bad one, and later they may pass. */
const ABOUT_ENDPOINT = [404, 405, 410, 415]
const LATER = 3_600_000

/** A refusal that may be due to one event of the batch only. */
export const isAboutEvents = (outcome: Outcome): boolean =>
  outcome.type === 'refused' && !ABOUT_ENDPOINT.includes(outcome.status)

/** @param random 0 to 1 */
export async function settle(
  { vault, now }: Host,
  batch: readonly Waiting[],
  outcome: Outcome,
  random: number,
  onError: OnError,
): Promise<void> {
  const ids = batch.map((record) => record.event.id)
  const at = now()
  const rewrite = (records: Waiting[], note: Pick<Waiting, 'aside' | 'retry'>) =>
    vault.replace(records.map(({ event, order }) => ({ event, order, ...note })))

  if (outcome.type === 'acknowledged') {
    await vault.drop(ids)
    for (const cause of outcome.rejected)
      onError({ code: 'rejected', message: 'The endpoint rejected an event', cause })
    // The endpoint is back: so is what it was set aside for.
    const freed = (await vault.waiting()).filter((record) => record.aside !== undefined && record.retry)
    if (freed.length) await rewrite(freed, {})
    return
  }
  // Read again: a record may have been re-addressed in the meantime.
  const all = await vault.waiting()
  const mine = all.filter((record) => ids.includes(record.event.id))
  if (outcome.type === 'refused') {
    const aside = `${outcome.status} ${outcome.detail}`.trim()
    await rewrite(mine, { aside, ...(!isAboutEvents(outcome) && { retry: { tries: 1, at, until: at + LATER } }) })
    onError({ code: 'refused', message: `The endpoint refused ${ids.length} event(s): ${aside}`, cause: ids })
  } else {
    if (outcome.type === 'unauthorized')
      onError({ code: 'unauthorized', message: 'The endpoint refused the token (401)', cause: batch[0]?.event.subject })
    const asked = outcome.type === 'retry' ? outcome.asked : undefined
    const tries = Math.max(0, ...mine.map((record) => record.retry?.tries ?? 0)) + 1
    const until = at + delayAfter(tries, asked, random)
    await rewrite(mine, { retry: { tries, at, until, ...(asked !== undefined && { asked: true }) } })
  }
  const gone = overflow(all, at)
  if (!gone.length) return
  await vault.drop(gone)
  onError({ code: 'dropped', message: `${gone.length} event(s) waited too long`, cause: gone })
}
