/** The page's table of actions, and the obstacles of each. */
import { shareText } from '../figures'
import type { ActionReport } from '../shape'
import { countText, html, isolated, type Markup, type Part } from './html'
import { intervalBar } from './interval-bar'
import { table } from './table'

const share = ({ answered, reachedShare }: ActionReport): Part =>
  answered
    ? html`<b>${shareText(reachedShare)}</b>${intervalBar(reachedShare, [0, 1])}`
    : html`<span class="soft">No answers yet</span>`

const COLUMNS = [
  ...[{ name: 'Completed' }, { name: 'Asked' }, { name: 'Answered' }],
  ...[{ name: 'Reached' }, { name: 'Partly' }, { name: 'Missed' }, { name: 'Unknown' }],
  { name: 'Share reached (95% interval)', wide: true },
]

function obstaclesOf({ action, obstacles }: ActionReport): Markup {
  const rows = obstacles.map(({ id, count }) => ({ head: isolated(id), cells: [countText(count)] }))
  return table('plain', isolated(action), [{ name: 'Obstacle' }, { name: 'Moments' }], rows)
}

export function actionsOf(actions: readonly ActionReport[]): Markup {
  const rows = actions.map((each) => {
    const { action, completed, asked, answered, reached, partly, missed, unknown } = each
    const counts = [completed, asked, answered, reached, partly, missed, unknown].map(countText)
    return { head: isolated(action), cells: [...counts, share(each)] }
  })
  const hindered = actions.filter(({ obstacles }) => obstacles.length)
  return html`<section aria-labelledby="actions-title">
<h2 id="actions-title">Actions</h2>
${table('stacked', 'Moments of each action, and how their results turned out', [{ name: 'Action' }, ...COLUMNS], rows)}
<p class="soft notes">Share reached: the share of answered moments that were reached. In 95 of 100 such intervals the true share lies between the two figures; more users who answer bring them closer together. Unknown: moments that nobody rated. They count neither as reached nor as missed.</p>
</section>
${
  hindered.length > 0 &&
  html`<section aria-labelledby="obstacles-title">
<h2 id="obstacles-title">Obstacles</h2>
<p class="soft">What users say got in the way when the result was not reached.</p>
<div class="obstacles">
${hindered.map(obstaclesOf)}
</div>
</section>`
}`
}
