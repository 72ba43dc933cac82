import { Points, type ScaleProps } from './points'

const Ease = ({ view, scale }: ScaleProps) => (
  <Points view={view} scale={scale} row>
    {(_, label) => label}
  </Points>
)

export default Ease
