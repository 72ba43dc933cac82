/** The events that tell the endpoint what the page has reported. */
import { type Book, type Moment, momentKey } from '../moment/book'
import type { TrackedMoment } from '../moment/track'
import type { Playbook } from '../playbook/schema'
import { measuredBand } from '../rating/measured'
import type { Draft } from './keeper'

/** As it was tracked: a digest's period is the browser's business, each track is the vendor's. */
export const trackEvents = (book: Book, { action, id, at, label, properties, metrics, goal }: TrackedMoment): Draft[] => {
  const about = { moment: id, action }
  const stored = book.moments[momentKey(action, id)]
  const stated = stored?.goal ?? goal
  return [
    {
      type: 'gainloop.action.completed',
      data: {
        ...about,
        at: new Date(at ?? book.clock).toISOString(),
        ...(label !== undefined && { label }),
        ...(properties && { properties }),
        ...(metrics && { metrics }),
      },
    },
    ...(goal && stated
      ? [
          {
            type: 'gainloop.goal.stated' as const,
            data: { ...about, goal: stated, ...(stored?.goalText && { text: stored.goalText }) },
          },
        ]
      : []),
  ]
}

/** `metrics` as reported just now; `band` by all the figures the moment has. */
export const measuredEvent = (playbook: Playbook, moment: Moment, metrics: Record<string, number>): Draft => {
  const action = playbook.actions[moment.action]
  const band = action && measuredBand(action, moment.metrics)
  return {
    type: 'gainloop.result.measured',
    data: { moment: moment.id, action: moment.action, metrics, ...(band && { band }) },
  }
}
