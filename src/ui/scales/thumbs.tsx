import { Icon } from '../icon'
import { Points, type ScaleProps } from './points'

const Thumbs = ({ view, scale }: ScaleProps) => (
  <Points view={view} scale={scale} row>
    {(value, label) => (
      <>
        <Icon name={value === 'up' ? 'thumb-up' : 'thumb-down'} />
        <span>{label}</span>
      </>
    )}
  </Points>
)

export default Thumbs
