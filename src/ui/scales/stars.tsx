import { Icon } from '../icon'
import type { ScaleProps } from './points'
import { Row, css as rowCss } from './row'
import ownCss from './stars.css?inline'

export const css = rowCss + ownCss

const STAR = 'M10 2.6l2.25 4.7 5.15.7-3.75 3.6.93 5.1L10 14.2l-4.58 2.5.93-5.1L2.6 8l5.15-.7z'

const Stars = (props: ScaleProps) => (
  <Row {...props}>
    {(value, label) => (
      <>
        <Icon path={STAR} />
        <span class="sr">{label === String(value) ? props.view.tell('stars.of', { value }) : label}</span>
      </>
    )}
  </Row>
)

export default Stars
