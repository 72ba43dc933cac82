/** The report as plain text for a terminal. */
import { pointsText, shareText } from '../report/figures'
import type { ActionReport, LessonReport, SuccessGap } from '../report/shape'
import { ENOUGH } from '../report/tally'

/** Names come from whoever may post: none of them moves the cursor or colours the terminal. */
const plain = (name: string): string => name.replace(/\p{C}/gu, '\uFFFD')

/** Columns as wide as their widest cell; the first to the left, numbers to the right. */
function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string[] {
  const cells = [head, ...rows.map((row) => row.map(String))]
  const width = head.map((_, column) => Math.max(...cells.map((row) => [...(row[column] ?? '')].length)))
  return cells.map((row) =>
    row
      .map((cell, column) => {
        const fill = ' '.repeat((width[column] ?? 0) - [...cell].length)
        return column === 0 ? cell + fill : fill + cell
      })
      .join('  ')
      .trimEnd(),
  )
}

const actionRow = ({ action, completed, asked, answered, reached, partly, missed, ...rest }: ActionReport) => [
  ...[plain(action), completed, asked, answered, reached, partly, missed],
  ...[shareText(rest.reachedShare), rest.unknown],
]

const lessonRow = ({
  lesson,
  kind,
  shown,
  opened,
  completed,
  useful,
  notUseful,
  committed,
  did,
  lift,
}: LessonReport) => [
  ...[plain(lesson), kind ?? '–', shown, opened, completed, useful, notUseful, committed, did],
  ...[`${lift.shown.reached} of ${lift.shown.users}`, `${lift.withheld.reached} of ${lift.withheld.users}`],
  lift.difference ? pointsText(lift.difference) : '–',
]

const obstaclesOf = ({ action, obstacles }: ActionReport): string[] =>
  obstacles.length
    ? [`  ${plain(action)}: ${obstacles.map(({ id, count }) => `${plain(id)} ${count}`).join(', ')}`]
    : []

const span = ({ from, to }: SuccessGap): string =>
  from || to ? `${from ? ` from ${from}` : ''}${to ? ` to ${to}` : ''}` : ', all time'

export function reportLines(report: SuccessGap): string[] {
  const { actions, lessons } = report
  const title = `Success gap${span(report)}`
  if (!actions.length && !lessons.length) return [title, '', 'Nothing was stored for this yet.']
  const obstacles = actions.flatMap(obstaclesOf)
  return [
    title,
    '',
    ...table(
      ['action', 'completed', 'asked', 'answered', 'reached', 'partly', 'missed', '% reached (95%)', 'unknown'],
      actions.map(actionRow),
    ),
    ...(obstacles.length ? ['', 'Obstacles, where the result was not reached', ...obstacles] : []),
    ...(lessons.length
      ? [
          '',
          ...table(
            [
              ...['lesson', 'kind', 'shown', 'opened', 'completed', 'useful', 'not', 'committed', 'did'],
              ...['reached next', 'without it', 'lift, points (95%)'],
            ],
            lessons.map(lessonRow),
          ),
          '',
          'reached next: users whose next result after the lesson was reached; without it: the holdout, who saw none.',
          `The lift needs ${ENOUGH} users on either side.`,
        ]
      : []),
  ]
}
