import { Icon } from '../icon'
import ownCss from './faces.css?inline'
import type { ScaleProps } from './points'
import { Row, css as rowCss } from './row'

export const css = rowCss + ownCss

const FACE = 'M10 2.5a7.5 7.5 0 100 15 7.5 7.5 0 000-15zM7.5 8v.4m5-.4v.4'
const MOUTHS = ['M6.5 14q3.5-4 7 0', 'M7 13.5q3-2 6 0', 'M7 13h6', 'M7 12.5q3 2 6 0', 'M6.5 12q3.5 4 7 0']

const Faces = (props: ScaleProps) => (
  <Row {...props}>
    {(value, label) => (
      <>
        <Icon path={FACE + MOUTHS[Number(value) - 1]} />
        <span class="word">{label}</span>
      </>
    )}
  </Row>
)

export default Faces
