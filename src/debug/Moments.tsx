/** Moments, each with its verdict, every reason, its times, and what can be tried with it. */
import type { Acts } from './acts'
import type { Row } from './rows'

const Moment = ({ row, acts }: { row: Row; acts: Acts }) => (
  <li key={row.key} class="row" data-asks={row.asks}>
    <p class="name" dir="auto">
      {row.name}
    </p>
    <p class="verdict">{row.asks ? 'Asked now.' : 'Not asked:'}</p>
    {row.reasons.length > 0 && (
      <ul class="reasons">
        {row.reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
    )}
    {row.times.length > 0 && (
      <dl>
        {row.times.map(([what, time]) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>{time}</dd>
          </div>
        ))}
      </dl>
    )}
    <div class="acts" role="group" aria-label={`Try ${row.name}`}>
      <button type="button" onClick={() => acts.ask(row)}>
        Ask now
      </button>
      {row.until && (
        <button type="button" onClick={() => row.until && acts.jumpTo(row.until.time)}>
          Jump to {row.until.said}
        </button>
      )}
    </div>
    <div class="acts" role="group" aria-label={`Answer ${row.name}`}>
      {row.answers.length > 0 && <span class="muted">As if answered</span>}
      {row.answers.map(([band, value]) => (
        <button
          key={band}
          type="button"
          disabled={value === undefined}
          onClick={() => value !== undefined && acts.answer(row, value)}
        >
          {band}
        </button>
      ))}
    </div>
  </li>
)

export const Moments = ({ rows, acts }: { rows: Row[]; acts: Acts }) => (
  <ul class="rows">
    {rows.map((row) => (
      <Moment row={row} acts={acts} />
    ))}
  </ul>
)

/** Those that are of interest less often. */
export const Folded = ({ title, rows, acts }: { title: string; rows: Row[]; acts: Acts }) =>
  rows.length ? (
    <details key={title}>
      <summary>{`${title} (${rows.length})`}</summary>
      <Moments rows={rows} acts={acts} />
    </details>
  ) : null
