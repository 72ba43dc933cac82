import { Icon } from '../icon'
import { Points, type ScaleProps } from './points'

const FACE = 'M10 2.5a7.5 7.5 0 100 15 7.5 7.5 0 000-15zM7.5 8v.4m5-.4v.4'
const MOUTHS = ['M6.5 14q3.5-4 7 0', 'M7 13.5q3-2 6 0', 'M7 13h6', 'M7 12.5q3 2 6 0', 'M6.500 12q3.5 4 7 0']

const Faces = ({ view, scale }: ScaleProps) => (
  <Points view={view} scale={scale} row>
    {(value, label) => (
      <>
        <Icon path={FACE + MOUTHS[Number(value) - 1]} />
        <span class="word">{label}</span>
      </>
    )}
  </Points>
)

export default Faces
