/**
 * The words and links of any lesson, for when the code of its kind can't be fetched, such as after a deploy that deleted the old
 * files. The playbook has the text, so the user reads it all the same.
 */
import type { Block, Lesson, Text, Url } from '../../playbook/schema'
import { Button } from '../Button'
import { useCard } from '../context'
import { LessonLink } from '../ExternalLink'
import { RichText } from '../RichText'

interface Part {
  text?: Text | undefined
  /** Follows the text. */
  url?: Url | undefined
}

const partsOfBlock = (block: Block): Part[] => {
  if ('p' in block) return [{ text: block.p }]
  if ('quote' in block) return [{ text: block.quote }]
  return 'list' in block ? block.list.map((text) => ({ text })) : [{ text: block.alt }]
}

/** A video is its transcript; what can be opened is a link. */
function partsOf(lesson: Lesson): Part[] {
  switch (lesson.kind) {
    case 'tips':
      return lesson.points.map((text) => ({ text }))
    case 'checklist':
      return lesson.steps
    case 'course':
      return lesson.units.map(({ title, url }) => ({ text: title, url }))
    case 'article':
      return [...lesson.body.flatMap(partsOfBlock), { url: lesson.url }]
    case 'video':
      return [{ text: lesson.transcript }]
    case 'webinar':
      return [{ text: lesson.host, url: lesson.url }]
    case 'tool':
      return [{ text: lesson.label, url: lesson.url }]
    case 'service':
      return [{ text: lesson.offer }, { text: lesson.price, url: lesson.url }]
    default:
      return []
  }
}

/** When a webinar begins, in the user's own time. */
const Begins = ({ starts }: { starts: string }) => {
  const { language } = useCard()
  const when = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'short' }).format(Date.parse(starts))
  return <p>{when}</p>
}

export const PlainLesson = ({ lesson }: { lesson: Lesson }) => {
  const { flow, send, message } = useCard()
  return (
    <>
      {lesson.kind === 'webinar' && <Begins starts={lesson.starts} />}
      {partsOf(lesson).map(({ text, url }) => (
        <p>
          {text && <RichText text={text} />} <LessonLink url={url}>{message('open')}</LessonLink>
        </p>
      ))}
      {lesson.kind === 'service' &&
        !lesson.url &&
        (flow.requested ? (
          <p>{message('requested')}</p>
        ) : (
          <Button onClick={() => send({ type: 'request' })}>{message('request')}</Button>
        ))}
    </>
  )
}
