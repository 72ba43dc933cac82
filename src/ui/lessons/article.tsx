import type { Block } from '../../playbook/schema'
import type { View } from '../view'
import type { Content } from './content'

const show = ({ rich, plain, address }: View, block: Block) => {
  if ('p' in block) return <p>{rich(block.p)}</p>
  if ('quote' in block) return <blockquote class="quote">{rich(block.quote)}</blockquote>
  if ('image' in block) return <img src={address(block.image) as string} alt={plain(block.alt)} loading="lazy" />
  return (
    <ul>
      {block.list.map((item) => (
        <li>{rich(item)}</li>
      ))}
    </ul>
  )
}

const article: Content<'article'> = (view, { body, url }) => [
  body.map((block) => show(view, block)),
  view.way(url, view.say('read-on')),
]

export default article
