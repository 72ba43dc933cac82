import { Icon } from '../icon'
import { Points, type ScaleProps } from './points'

const Stars = ({ view, scale }: ScaleProps) => (
  <Points view={view} scale={scale} row>
    {(_, label) => (
      <>
        <Icon name="star" />
        <span class="sr">{label}</span>
      </>
    )}
  </Points>
)

export default Stars
