import { LessonLink } from '../ExternalLink'
import { useCard } from '../context'
import type { LessonComponent } from '../parts'
import { RichText } from '../RichText'

export const Tool: LessonComponent<'tool'> = ({ lesson }) => (
  <LessonLink url={lesson.url} look={useCard().flow.opened ? 'button' : 'button primary'}>
    <RichText text={lesson.label} />
  </LessonLink>
)
