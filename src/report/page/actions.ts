/** How the results of each action turned out, and what got in the way. */
import { shareText } from '../figures'
import type { ActionReport } from '../shape'
import { bar } from './bar'
import { html, type Markup, type Part } from './html'
import { table } from './table'
import { figure, named } from './text'

const share = ({ answered, reachedShare }: ActionReport): Part =>
  answered
    ? html`<b>${shareText(reachedShare)}</b>${bar(reachedShare, [0, 1])}`
    : html`<span class="soft">No answers yet</span>`

const COLUMNS = [
  ...[{ name: 'Completed' }, { name: 'Asked' }, { name: 'Answered' }],
  ...[{ name: 'Reached' }, { name: 'Partly' }, { name: 'Missed' }, { name: 'Unknown' }],
  { name: 'Share reached (95% interval)', wide: true },
]

function obstaclesOf({ action, obstacles }: ActionReport): Markup {
  const rows = obstacles.map(({ id, count }) => ({ head: named(id), cells: [figure(count)] }))
  return table('plain', named(action), [{ name: 'Obstacle' }, { name: 'Moments' }], rows)
}

export function actionsOf(actions: readonly ActionReport[]): Markup {
  const rows = actions.map((each) => {
    const { action, completed, asked, answered, reached, partly, missed, unknown } = each
    const counts = [completed, asked, answered, reached, partly, missed, unknown].map(figure)
    return { head: named(action), cells: [...counts, share(each)] }
  })
  const hindered = actions.filter(({ obstacles }) => obstacles.length)
  return html`<section aria-labelledby="actions-title">
<h2 id="actions-title">Actions</h2>
${table('stacked', 'Moments of each action, and how their results turned out', [{ name: 'Action' }, ...COLUMNS], rows)}
<p class="soft notes">Share reached: of the moments answered. The true share lies between the two figures 95 times in 100; more answers bring them closer together. Unknown: nobody rated them. They count neither as reached nor as missed.</p>
</section>
${
  hindered.length > 0 &&
  html`<section aria-labelledby="obstacles-title">
<h2 id="obstacles-title">Obstacles</h2>
<p class="soft">What users say got in the way, where the result was not reached.</p>
<div class="obstacles">
${hindered.map(obstaclesOf)}
</div>
</section>`
}`
}
