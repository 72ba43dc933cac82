/** `outcome` and `attainment`: a row of words for each point. Also what any scale falls back to when its own part can't be fetched. */
import { Icon, type IconName } from '../icon'
import { Points, type ScaleProps } from './points'

export const Worded = ({ view, scale }: ScaleProps) => (
  <Points view={view} scale={scale} {...(scale.kind === 'outcome' && !view.flow.rating && { last: 'too-early' })}>
    {(value, label) => (
      <>
        {scale.kind === 'outcome' ? <Icon name={value as IconName} /> : <span class="box dot" />}
        <span>{label}</span>
      </>
    )}
  </Points>
)
