import type { ScaleProps } from './points'
import { Row, css as rowCss } from './row'

export const css = rowCss

const Ease = (props: ScaleProps) => <Row {...props}>{(_, label) => label}</Row>

export default Ease
