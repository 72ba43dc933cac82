/** The lesson's commitment, in the user's voice; taken with one tap, asked about at the next ask. */
import { Icon } from '../icon'
import type { View } from '../view'

export const Plan = ({ flow: { lesson, committed }, say, rich, send }: View) =>
  lesson?.commit ? (
    <div class="plan">
      <p class="muted">{say('commitment')}</p>
      <blockquote>{rich(lesson.commit)}</blockquote>
      {committed ? (
        <p class="ok" tabIndex={-1} data-focus>
          <Icon name="check" />
          {say('committed')}
        </p>
      ) : (
        <button type="button" class="primary" onClick={() => send({ type: 'commit' })}>
          {say('commit')}
        </button>
      )}
    </div>
  ) : null
