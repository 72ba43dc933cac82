/** Who teaches the lesson. */
import type { Lesson } from '../../playbook/schema'
import { useCard } from '../context'
import { Message } from '../RichText'

export const Teacher = ({ teacher }: { teacher: Lesson['teacher'] }) => {
  const { plain, safeUrl } = useCard()
  if (!teacher) return null
  const picture = safeUrl(teacher.picture)
  return (
    <p class="teacher">
      {picture && <img src={picture} alt="" />}
      <span>
        <Message id="teacher" values={{ value: plain(teacher.name) }} />
      </span>
    </p>
  )
}
