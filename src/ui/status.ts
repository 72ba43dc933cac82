/** What a screen reader is told without being asked; the step's own words are there to be read. */
import type { View } from './view'

export const announcement = ({ flow: { step, committed, useful, requested }, say }: View): string =>
  say(
    /reasons|thanks/.test(step)
      ? 'status.noted'
      : step !== 'lesson'
        ? 'status.ask'
        : requested
          ? 'requested'
          : committed
            ? 'committed'
            : useful === undefined
              ? 'status.lesson'
              : 'status.useful',
  )
