/** Was the lesson useful? After a no, another one where there is one. */
import type { View } from '../view'

export const Useful = ({ flow: { useful, more }, say, send }: View) => (
  <fieldset class="useful" aria-labelledby="useful">
    <span id="useful">{say('useful')}</span>
    {([true, false] as const).map((answer) => (
      <button type="button" aria-pressed={useful === answer} onClick={() => send({ type: 'judge', useful: answer })}>
        {say(answer ? 'yes' : 'no')}
      </button>
    ))}
    {useful === false && (
      <>
        {more && (
          <button type="button" class="quiet" onClick={() => send({ type: 'another' })}>
            {say('another')}
          </button>
        )}
        <button type="button" class="quiet" onClick={() => send({ type: 'decline' })}>
          {say('not-for-me')}
        </button>
      </>
    )}
  </fieldset>
)
