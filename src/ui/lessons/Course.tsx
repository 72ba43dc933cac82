/** Units that open beside the user's work, ticked off like the items of a checklist. */
import type { LessonComponent } from '../parts'
import { ItemList } from './Checklist'

export const Course: LessonComponent<'course'> = ({ lesson }) => (
  <ItemList items={lesson.units.map(({ title, ...unit }) => ({ ...unit, text: title }))} />
)
