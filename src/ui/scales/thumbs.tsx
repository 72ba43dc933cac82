import { Icon } from '../icon'
import type { ScaleProps } from './points'
import { Row, css as rowCss } from './row'
import ownCss from './thumbs.css?inline'

export const css = rowCss + ownCss

const PATHS: Record<string, string> = {
  up: 'M6.5 9v7.5h-3V9zM6.5 9l3-6c1.3 0 2 .9 1.8 2.1L10.8 8h4.6c1.1 0 1.8 1 1.5 2l-1.5 5.2c-.2.8-.9 1.3-1.7 1.3H6.5',
  down: 'M13.5 11V3.5h3V11zM13.5 11l-3 6c-1.3 0-2-.9-1.8-2.1l.5-2.9H4.6c-1.1 0-1.8-1-1.5-2l1.5-5.2c.2-.8.9-1.3 1.7-1.3h7.2',
}

const Thumbs = (props: ScaleProps) => (
  <Row {...props}>
    {(value, label) => (
      <>
        <Icon path={PATHS[value]} />
        <span>{label}</span>
      </>
    )}
  </Row>
)

export default Thumbs
