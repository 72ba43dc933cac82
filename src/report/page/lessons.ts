/** The page's table of lessons: what users did with each, and whether it helps. */
import { pointsText } from '../figures'
import type { LessonReport, Lift, LiftVerdict } from '../shape'
import { MINIMUM_USERS_PER_ARM } from '../tally'
import { verdictsOf } from '../verdicts'
import { countText, html, isolated, type Markup, type Part } from './html'
import { intervalBar } from './interval-bar'
import { table } from './table'

/** A difference that chance alone could explain is not called one. */
const VERDICTS: Record<LiftVerdict, string> = {
  helps: 'Helps',
  hinders: 'Fewer reach it with this lesson',
  unclear: 'Can’t tell yet',
}

function liftOf({ shown, withheld, difference }: Lift, verdict: LiftVerdict = 'unclear'): Part {
  if (!difference) {
    return html`<b>${VERDICTS[verdict]}</b><small>Next results known: ${countText(shown.users)} users with it, ${countText(withheld.users)} without. ${MINIMUM_USERS_PER_ARM} each are needed.</small>`
  }
  const points = pointsText(difference).replaceAll('-', '−')
  return html`<b>${VERDICTS[verdict]}</b>: ${points} points${intervalBar(difference, [-1, 1])}<small>Next result reached by ${countText(shown.reached)} of ${countText(shown.users)} users with it, ${countText(withheld.reached)} of ${countText(withheld.users)} without.</small>`
}

const COLUMNS = [
  ...[{ name: 'Shown' }, { name: 'Opened' }, { name: 'Completed' }, { name: 'Useful' }, { name: 'Not useful' }],
  ...[{ name: 'Commitments made' }, { name: 'Commitments kept' }],
  { name: 'Lift (95% interval)', wide: true },
]

export function lessonsOf(lessons: readonly LessonReport[]): Markup {
  const verdicts = verdictsOf(lessons.map(({ lift }) => lift))
  const rows = lessons.map((each, index) => {
    const { lesson, kind, shown, opened, completed, useful, notUseful, committed, did } = each
    const counts = [shown, opened, completed, useful, notUseful, committed, did].map(countText)
    return {
      head: html`${isolated(lesson)}${kind && html`<small>${kind}</small>`}`,
      cells: [...counts, liftOf(each.lift, verdicts[index])],
    }
  })
  return html`<section aria-labelledby="lessons-title">
<h2 id="lessons-title">Lessons</h2>
${
  lessons.length
    ? html`${table('stacked', 'What users did with each lesson, and whether it helps', [{ name: 'Lesson' }, ...COLUMNS], rows)}
<p class="soft notes">Lift: how many more of 100 users reach their next result with the lesson than without it. “Without” is the holdout, the users it was withheld from (<code>experiments</code> in the playbook). “Can’t tell yet” means that there are too few users, or that chance alone could explain the difference, given how many lessons are compared. Users are counted by the lesson chosen for them, not by one they asked for instead; a result counts if its moment was completed after the lesson. Users in the holdout see no lesson at all, so the lift of a lesson includes what earlier lessons did for the same users.</p>`
    : html`<p>No lesson was shown.</p>`
}
</section>`
}
