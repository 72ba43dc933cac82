/** What the page hands to `track`, read with distrust: a moment, or a sentence that says what is wrong. */
import type { TrackedMoment } from '../moment/track'
import type { TrackDetails } from '../options'
import type { Playbook } from '../playbook/schema'

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Finite numbers only: a figure that can't be compared can't be judged. */
export const figuresOf = (metrics: unknown): Record<string, number> =>
  Object.fromEntries(
    Object.entries(isRecord(metrics) ? metrics : {}).filter(
      (entry): entry is [string, number] => typeof entry[1] === 'number' && Number.isFinite(entry[1]),
    ),
  )

/** A copy that survives storage and the wire; undefined for what is no plain data. */
const plain = (value: unknown): Record<string, unknown> | undefined => {
  try {
    const copy: unknown = JSON.parse(JSON.stringify(value))
    return isRecord(copy) ? copy : undefined
  } catch {
    return undefined
  }
}

/** @throws {TypeError} with a sentence for the console. */
export const trackedMoment = (
  playbook: Playbook,
  action: string,
  details: TrackDetails = {},
  freshId: string,
  now: number,
): TrackedMoment => {
  const { id = freshId, label, at, goal } = details
  const when = at === undefined ? now : +new Date(at)
  if (!Number.isFinite(when)) throw new TypeError(`track("${action}"): at is no date, got ${JSON.stringify(at)}`)
  const properties = plain(details.properties)
  if (details.properties !== undefined && !properties)
    throw new TypeError(`track("${action}"): properties must be a plain object that JSON can hold`)
  const known = playbook.actions[action]?.goal?.options.some((option) => option.id === goal)
  return {
    action,
    id: String(id).slice(0, 200),
    at: when,
    ...(label !== undefined && { label: String(label).slice(0, 1_000) }),
    ...(properties && { properties }),
    ...(details.metrics && { metrics: figuresOf(details.metrics) }),
    ...(goal && (known ? { goal } : { goal: 'other', goalText: String(goal).slice(0, 200) })),
  }
}
