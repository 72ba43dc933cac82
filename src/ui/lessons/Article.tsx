/** Something to read. A long article shows its beginning, and the rest in place when the reader asks for it. */
import type { Block, Text } from '../../playbook/schema'
import { Button } from '../Button'
import { type CardContextValue, useCard } from '../context'
import { LessonLink } from '../ExternalLink'
import type { LessonComponent } from '../parts'
import { RichText } from '../RichText'

/** The most characters that are shown at once: about a minute's reading. */
const LONGEST_AT_ONCE = 1_100
/** How many blocks a longer article begins with. */
const BEGINNING = 2

const textsOf = (block: Block): Text[] => {
  if ('p' in block) return [block.p]
  if ('quote' in block) return [block.quote]
  return 'list' in block ? block.list : []
}

const lengthOf = (body: Block[], { plain }: CardContextValue): number =>
  body.flatMap(textsOf).reduce((sum, text) => sum + plain(text).length, 0)

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

export const Article: LessonComponent<'article'> = ({ lesson: { body, url } }) => {
  const card = useCard()
  const { flow, send, message } = card
  const isLong = body.length > BEGINNING && lengthOf(body, card) > LONGEST_AT_ONCE
  if (isLong && !flow.opened)
    return (
      <>
        {blocks(body.slice(0, BEGINNING))}
        <Button onClick={() => send({ type: 'open' })}>{message('read-on')}</Button>
      </>
    )
  const [next, ...rest] = body.slice(BEGINNING)
  return (
    <>
      {isLong && next ? (
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
