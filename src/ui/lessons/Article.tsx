/** Something to read. A long article shows its beginning, and the rest in place when the reader asks for it. */
import type { Block } from '../../playbook/schema'
import { Button } from '../Button'
import { useCard } from '../context'
import { LessonLink } from '../ExternalLink'
import type { LessonComponent } from '../parts'
import { RichText } from '../RichText'
import { BEGINNING, isLong } from './article-length'

const ArticleBlock = ({ block }: { block: Block }) => {
  const { plain, safeUrl } = useCard()
  if ('p' in block)
    return (
      <p>
        <RichText text={block.p} />
      </p>
    )
  if ('quote' in block)
    return (
      <blockquote class="quote">
        <RichText text={block.quote} />
      </blockquote>
    )
  if ('image' in block) return <img src={safeUrl(block.image)} alt={plain(block.alt)} loading="lazy" />
  return (
    <ul>
      {block.list.map((item) => (
        <li>
          <RichText text={item} />
        </li>
      ))}
    </ul>
  )
}

const blocks = (body: Block[]) => body.map((block) => <ArticleBlock block={block} />)

export const Article: LessonComponent<'article'> = ({ lesson }) => {
  const { body, url } = lesson
  const card = useCard()
  const { flow, send, message } = card
  const isFolded = isLong(lesson, card)
  if (isFolded && !flow.opened)
    return (
      <>
        {blocks(body.slice(0, BEGINNING))}
        <Button look="primary" onClick={() => send({ type: 'open' })}>
          {message('read-on')}
        </Button>
      </>
    )
  const [next, ...rest] = body.slice(BEGINNING)
  return (
    <>
      {isFolded && next ? (
        <>
          {blocks(body.slice(0, BEGINNING))}
          <div tabIndex={-1} data-focus>
            <ArticleBlock block={next} />
          </div>
          {blocks(rest)}
        </>
      ) : (
        blocks(body)
      )}
      <LessonLink url={url}>{message('read-on')}</LessonLink>
    </>
  )
}
