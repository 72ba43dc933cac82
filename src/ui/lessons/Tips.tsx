import type { LessonComponent } from '../parts'
import { RichText } from '../RichText'

export const Tips: LessonComponent<'tips'> = ({ lesson }) => (
  <ol>
    {lesson.points.map((point) => (
      <li>
        <RichText text={point} />
      </li>
    ))}
  </ol>
)
