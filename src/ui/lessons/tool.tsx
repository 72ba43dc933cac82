import type { Content } from './content'

export const tool: Content<'tool'> = ({ way, rich }, { url, label }) => way(url, rich(label), 'button primary')
