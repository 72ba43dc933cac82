/** Moments, each with its verdict, every reason, its times, and what can be tried with it. */
import type { PanelActions } from './panel-actions'
import type { VerdictRow } from './verdict-row'

const Reasons = ({ reasons }: Pick<VerdictRow, 'reasons'>) => (
  <ul class="reasons">
    {reasons.map((reason) => (
      <li key={reason}>{reason}</li>
    ))}
  </ul>
)

const Times = ({ times }: Pick<VerdictRow, 'times'>) => (
  <dl>
    {times.map(([name, time]) => (
      <div key={name}>
        <dt>{name}</dt>
        <dd>{time}</dd>
      </div>
    ))}
  </dl>
)

const Answers = ({ row, actions }: { row: VerdictRow; actions: PanelActions }) => (
  <div class="acts" role="group" aria-label={`Answer ${row.name}`}>
    {row.answers.length > 0 && <span class="muted">As if answered</span>}
    {row.answers.map(([band, value]) => (
      <button
        key={band}
        type="button"
        disabled={value === undefined}
        onClick={() => value !== undefined && actions.answer(row, value)}
      >
        {band}
      </button>
    ))}
  </div>
)

const VerdictItem = ({ row, actions }: { row: VerdictRow; actions: PanelActions }) => {
  const { name, asks, reasons, times, until } = row
  return (
    // `false` would be written out, as "false".
    <li class="row" data-asks={asks || undefined}>
      <p class="name" dir="auto">
        {name}
      </p>
      <p class="verdict">{asks ? 'Asked now.' : 'Not asked:'}</p>
      {reasons.length > 0 && <Reasons reasons={reasons} />}
      {times.length > 0 && <Times times={times} />}
      <div class="acts" role="group" aria-label={`Try ${name}`}>
        <button type="button" onClick={() => actions.ask(row)}>
          Ask now
        </button>
        {until && (
          <button type="button" onClick={() => actions.jumpTo(until.time)}>
            Jump to {until.label}
          </button>
        )}
      </div>
      <Answers row={row} actions={actions} />
    </li>
  )
}

interface VerdictListProps {
  rows: VerdictRow[]
  actions: PanelActions
}

export const VerdictList = ({ rows, actions }: VerdictListProps) => (
  <ul class="rows">
    {rows.map((row) => (
      <VerdictItem key={row.key} row={row} actions={actions} />
    ))}
  </ul>
)

/** Verdicts that are of interest less often. */
export const FoldedVerdicts = ({ title, rows, actions }: VerdictListProps & { title: string }) => {
  if (!rows.length) return null
  return (
    <details>
      <summary>{`${title} (${rows.length})`}</summary>
      <VerdictList rows={rows} actions={actions} />
    </details>
  )
}
