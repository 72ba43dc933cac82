/** Something to read. A long one begins, and goes on in place when the reader wants it to. */
import type { Block } from '../../playbook/schema'
import type { View } from '../view'
import type { Content } from './content'

/** Characters, with some 60 for each block's own description: about a minute's reading. A longer one begins with two blocks. */
const LONG = 1400

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

export const article: Content<'article'> = (view, { body, url }) => {
  const { flow, act, way, say } = view
  const blocks = body.map((block) => show(view, block))
  const rest = JSON.stringify(blocks).length > LONG ? blocks.splice(2) : []
  return [
    blocks,
    rest[0] && !flow.opened
      ? act('read-on', '', { type: 'open' })
      : [
          rest[0] && [
            <div tabIndex={-1} data-focus>
              {rest[0]}
            </div>,
            rest.slice(1),
          ],
          way(url, say('read-on')),
        ],
  ]
}
