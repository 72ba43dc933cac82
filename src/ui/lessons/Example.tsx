/** What somebody like the user did: before and after side by side, what changed between them, and what came of it. */
import type { Text } from '../../playbook/schema'
import { useCard } from '../context'
import type { MessageId } from '../languages'
import type { LessonComponent } from '../parts'
import { RichText } from '../RichText'

const Part = ({ id, text }: { id: MessageId & `example.${string}`; text: Text }) => {
  const { message } = useCard()
  return (
    <div class={id.replace('.', '-')}>
      <dt>{message(id)}</dt>
      <dd>
        <RichText text={text} />
      </dd>
    </div>
  )
}

export const Example: LessonComponent<'example'> = ({ lesson: { who, before, after, changed, figure } }) => (
  <div class="example">
    {who && (
      <p class="muted">
        <RichText text={who} />
      </p>
    )}
    <dl>
      <Part id="example.before" text={before} />
      <Part id="example.after" text={after} />
      <Part id="example.changed" text={changed} />
    </dl>
    {figure && (
      <p class="example-figure">
        <RichText text={figure} />
      </p>
    )}
  </div>
)
