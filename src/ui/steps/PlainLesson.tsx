/**
 * A lesson's words and links, as the playbook has them, while the code that shows its kind has not arrived: the network is slow,
 * or the file went with a deploy.
 */
import type { Block, Lesson, Text, Url } from '../../playbook/schema'
import { useCard } from '../context'
import { LessonLink } from '../ExternalLink'
import { RichText } from '../RichText'

interface Part {
  text?: Text | undefined
  url?: Url | undefined
}

const partsOfBlock = (block: Block): Part[] => {
  if ('p' in block) return [{ text: block.p }]
  if ('quote' in block) return [{ text: block.quote }]
  return 'list' in block ? block.list.map((text) => ({ text })) : [{ text: block.alt }]
}

function partsOf(lesson: Lesson): Part[] {
  switch (lesson.kind) {
    case 'tips':
      return lesson.points.map((text) => ({ text }))
    case 'checklist':
      return lesson.steps
    case 'article':
      return [...lesson.body.flatMap(partsOfBlock), { url: lesson.url }]
    case 'video':
      return [{ text: lesson.transcript }]
    case 'webinar':
      return [{ text: lesson.host }, { url: lesson.url }]
    case 'course':
      return lesson.units.map(({ title, url }) => ({ text: title, url }))
    case 'tool':
      return [{ text: lesson.label, url: lesson.url }]
    case 'service':
      return [{ text: lesson.offer }, { text: lesson.price }, { url: lesson.url }]
    case 'example':
      return [lesson.who, lesson.before, lesson.after, lesson.changed, lesson.figure].map((text) => ({ text }))
    default:
      return []
  }
}

/** When it takes place, for the kind that has a time. */
const When = ({ lesson }: { lesson: Lesson }) => {
  const { language } = useCard()
  if (lesson.kind !== 'webinar') return null
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'short' })
  return <strong>{format.format(Date.parse(lesson.starts))}</strong>
}

export const PlainLesson = ({ lesson }: { lesson: Lesson }) => {
  const { message } = useCard()
  const parts = partsOf(lesson).filter(({ text, url }) => text !== undefined || url !== undefined)
  return (
    <>
      <When lesson={lesson} />
      {parts.map(({ text, url }) => (
        <p>
          {text !== undefined && <RichText text={text} />} <LessonLink url={url}>{message('open')}</LessonLink>
        </p>
      ))}
    </>
  )
}
