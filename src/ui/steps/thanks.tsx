/** The end where there is no lesson to show. */
import type { View } from '../view'
import { Answered } from './answered'

const Thanks = (view: View) => (
  <div class="step">
    <div class="body">
      <Answered {...view} />
      <h2 id="title" tabIndex={-1}>
        {view.say('thanks')}
      </h2>
      <p class="muted">{view.say('thanks-why')}</p>
      <button type="button" class="wide" onClick={() => view.send({ type: 'close' })}>
        {view.say('done')}
      </button>
    </div>
  </div>
)

export default Thanks
