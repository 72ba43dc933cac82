import ownCss from './nps.css?inline'
import type { ScaleProps } from './points'
import { Row, css as rowCss } from './row'

export const css = rowCss + ownCss

const Nps = (props: ScaleProps) => <Row {...props}>{(_, label) => label}</Row>

export default Nps
