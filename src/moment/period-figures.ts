/** What a period holds: the tracks of a `digest`, the figures reported for them, and those reported for the period itself. */
import type { CompiledAction } from '../playbook/compiled'
import type { Moment, Period } from './book'

type Tracks = NonNullable<Period['tracks']>
type Figures = NonNullable<Period['figures']>

/** Among the figures of a metric: the one of the period itself, which is of no track. */
const OF_PERIOD = ''

/** What was reported last stands. Of two of the same time the new one: a state that arrives knows more than what is here. */
const later = <T extends { updated: number }>(known: T | undefined, added: T): T =>
  known && known.updated > added.updated ? known : added

const withFigure = (
  figures: Figures | undefined,
  metric: string,
  of: string,
  figure: Figures[string][string],
): Figures => ({
  ...figures,
  [metric]: { ...figures?.[metric], [of]: later(figures?.[metric]?.[of], figure) },
})

/** A period with figures of its own, or of one of its tracks. */
export const withFigures = (
  period: Period,
  metrics: Record<string, number>,
  updated: number,
  of: { id: string; at: number } = { id: OF_PERIOD, at: updated },
): Period =>
  Object.entries(metrics).reduce(
    (next, [metric, value]) => ({
      ...next,
      figures: withFigure(next.figures, metric, of.id, { value, at: of.at, updated }),
    }),
    period,
  )

/**
 * The period with a track in it. The same id again counts once, with what it brought last; one that was cancelled stays out.
 * @param sum the property to add up, for `digest`
 */
export function withTrack(period: Period, track: Moment, sum: string | undefined): Period {
  const { id, at, properties, metrics = {}, updated, cancelled } = track
  if (cancelled) return withoutTrack(period, id, cancelled)
  if (period.cancelled?.[id]) return period
  const known = period.tracks?.[id]
  const given = sum === undefined ? undefined : properties?.[sum]
  // A track that says nothing of the property changes nothing of what it added before.
  const added =
    given === undefined && known
      ? { ...known, at }
      : { value: Number(given) || 0, at, updated: given === undefined ? 0 : updated }
  const tracks: Tracks = { ...period.tracks, [id]: later(known, added) }
  return withFigures({ ...period, tracks }, metrics, updated, { id, at })
}

/** The period without a track that was cancelled, for good: on other devices too, whatever of it arrives later. */
export function withoutTrack(period: Period, id: string, cancelled: number): Period {
  const { [id]: _, ...tracks } = period.tracks ?? {}
  const figures = Object.entries(period.figures ?? {}).map(([metric, { [id]: _, ...others }]) => [metric, others])
  return {
    ...period,
    ...(period.tracks && { tracks }),
    ...(period.figures && { figures: Object.fromEntries(figures) as Figures }),
    cancelled: { ...period.cancelled, [id]: Math.max(cancelled, period.cancelled?.[id] ?? 0) },
  }
}

/** A part of a period, at its time, as a period that holds nothing else: to be moved to where it belongs. */
export interface PeriodPart {
  at: number
  part: Pick<Period, 'tracks' | 'figures' | 'cancelled'>
}

/** All that a period holds, by when it happened. What is of no track is in the middle of it. */
export function partsOf({ from, to, tracks = {}, figures = {}, cancelled }: Period): PeriodPart[] {
  const middle = (from + to) / 2
  const timeOf = (id: string): number => tracks[id]?.at ?? middle
  return [
    ...Object.entries(tracks).map(([id, track]) => ({ at: track.at, part: { tracks: { [id]: track } } })),
    ...Object.entries(figures).flatMap(([metric, byTrack]) =>
      Object.entries(byTrack).map(([of, figure]) => ({
        at: timeOf(of),
        part: { figures: { [metric]: { [of]: figure } } },
      })),
    ),
    ...(cancelled ? [{ at: middle, part: { cancelled } }] : []),
  ]
}

/** The period with a part of another in it, as if that had happened here. */
export function withPart(period: Period, { tracks = {}, figures = {}, cancelled = {} }: PeriodPart['part']): Period {
  let next = period
  for (const [id, at] of Object.entries(cancelled)) next = withoutTrack(next, id, at)
  for (const [id, track] of Object.entries(tracks))
    if (!next.cancelled?.[id]) next = { ...next, tracks: { ...next.tracks, [id]: later(next.tracks?.[id], track) } }
  for (const [metric, byTrack] of Object.entries(figures))
    for (const [of, figure] of Object.entries(byTrack))
      if (!next.cancelled?.[of]) next = { ...next, figures: withFigure(next.figures, metric, of, figure) }
  return next
}

/** What becomes of one metric reported by several tracks, from the earliest track to the last. */
const FOLDS: Record<'last' | 'sum' | 'mean', (values: number[]) => number> = {
  last: (values) => values.at(-1) ?? 0,
  sum: (values) => values.reduce((total, value) => total + value, 0),
  mean: (values) => FOLDS.sum(values) / values.length,
}

type Entry<T> = [id: string, entry: T]

const inOrder = <T extends { at: number; updated: number }>(entries: Entry<T>[]): Entry<T>[] =>
  entries.sort(([a, one], [b, other]) => one.at - other.at || one.updated - other.updated || (a < b ? -1 : 1))

/** The metrics of a period: its own sum or count, else what was reported for it, else the metric of its tracks folded. */
function metricsOf(
  { figures = {} }: Period,
  { sum, count }: Pick<Period, 'sum' | 'count'>,
  declared: CompiledAction['metrics'] = {},
): Record<string, number> {
  const reported = Object.entries(figures).flatMap(([metric, byTrack]): [string, number][] => {
    const { [OF_PERIOD]: own, ...ofTracks } = byTrack
    if (own) return [[metric, own.value]]
    const values = inOrder(Object.entries(ofTracks)).map(([, { value }]) => value)
    return values.length ? [[metric, FOLDS[declared[metric]?.fold ?? 'last'](values)]] : []
  })
  const own = Object.entries(declared).flatMap(([metric, { from }]): [string, number][] =>
    from ? [[metric, { sum, count }[from]]] : [],
  )
  return Object.fromEntries([...reported, ...own])
}

const isSame = (a: object, b: object): boolean => JSON.stringify(a) === JSON.stringify(b)

/** The period's moment with its sum, count and metrics as they follow from its tracks and figures. */
export function summed(moment: Moment, action: Pick<CompiledAction, 'metrics'> | undefined): Moment {
  const { digest } = moment
  if (!digest) return moment
  const values = inOrder(Object.entries(digest.tracks ?? {})).map(([, { value }]) => value)
  const totals = { sum: FOLDS.sum(values), count: values.length }
  const metrics = metricsOf(digest, totals, action?.metrics)
  const isUnchanged =
    totals.sum === digest.sum && totals.count === digest.count && isSame(metrics, moment.metrics ?? {})
  return isUnchanged ? moment : { ...moment, metrics, digest: { ...digest, ...totals } }
}
