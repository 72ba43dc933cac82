import { LessonLink } from './link'
import type { LessonProps } from './props'

export { css } from './link'

const Tool = ({ view, lesson }: LessonProps<'tool'>) => (
  <LessonLink view={view} url={lesson.url} button>
    {view.rich(lesson.label)}
  </LessonLink>
)

export default Tool
