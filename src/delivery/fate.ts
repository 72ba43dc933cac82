/** What an answer means for the events sent. */

/**
 * `sent`: the endpoint has them. `later`: to be tried again after a wait. `elsewhere`: something is wrong with the
 * endpoint, no use in looking for a bad event, and it may be mended. `refused`: at least one event is bad.
 */
export type Fate = 'sent' | 'later' | 'elsewhere' | 'refused'

/** @param status 200 for every acknowledgement, 0 when there was no answer */
export const fateOf = (status: number): Fate =>
  status === 200
    ? 'sent'
    : status < 400 || status > 499 || [401, 408, 429].includes(status)
      ? 'later'
      : [404, 405, 410, 415].includes(status)
        ? 'elsewhere'
        : 'refused'
