import type { LessonProps } from './props'
import css from './tips.css?inline'

export { css }

const Tips = ({ view, lesson }: LessonProps<'tips'>) => (
  // biome-ignore lint/a11y/noRedundantRoles: Safari drops the role of a list without markers
  <ol class="tips" role="list">
    {lesson.points.map((point) => (
      <li>
        <span>{view.rich(point)}</span>
      </li>
    ))}
  </ol>
)

export default Tips
