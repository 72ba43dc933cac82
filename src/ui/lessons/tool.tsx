import type { Content } from './content'

const tool: Content<'tool'> = ({ way, rich }, { url, label }) => way(url, rich(label), 'button primary')

export default tool
