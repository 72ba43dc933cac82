import type { Block } from '../../playbook/schema'
import type { View } from '../view'
import ownCss from './article.css?inline'
import { addressOf, LessonLink, css as linkCss } from './link'
import type { LessonProps } from './props'

export const css = linkCss + ownCss

const show = (block: Block, view: View) => {
  const { rich, plain } = view
  if ('p' in block) return <p>{rich(block.p)}</p>
  if ('quote' in block) return <blockquote class="quote">{rich(block.quote)}</blockquote>
  if ('image' in block) return <img src={addressOf(view, block.image)} alt={plain(block.alt)} loading="lazy" />
  return (
    // biome-ignore lint/a11y/noRedundantRoles: Safari drops the role of a list without markers
    <ul class="dots" role="list">
      {block.list.map((item) => (
        <li>{rich(item)}</li>
      ))}
    </ul>
  )
}

const Article = ({ view, lesson }: LessonProps<'article'>) => (
  <>
    {lesson.body.map((block) => show(block, view))}
    <LessonLink view={view} url={lesson.url}>
      {view.say('read-on')}
    </LessonLink>
  </>
)

export default Article
