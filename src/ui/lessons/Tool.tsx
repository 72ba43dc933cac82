import { LessonLink } from '../ExternalLink'
import type { LessonComponent } from '../parts'
import { RichText } from '../RichText'

export const Tool: LessonComponent<'tool'> = ({ lesson }) => (
  <LessonLink url={lesson.url} look="button primary">
    <RichText text={lesson.label} />
  </LessonLink>
)
