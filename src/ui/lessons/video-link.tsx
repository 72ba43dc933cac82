/** A video where the one-file build can't fetch its player: the way to it, beside the user's work, and what is said in it. */
import { en } from '../languages/en'
import { kinds } from '../languages/en-kinds'
import type { Content } from './content'

Object.assign(en, kinds)

const WATCH = {
  youtube: 'https://youtu.be/',
  vimeo: 'https://vimeo.com/',
  loom: 'https://www.loom.com/share/',
  wistia: 'https://fast.wistia.net/embed/iframe/',
  file: '',
}

export const video: Content<'video'> = ({ way, say, rich }, { provider, ref, transcript }) => [
  way(WATCH[provider] + ref, say('watch'), 'button primary'),
  <p class="quote">{rich(transcript)}</p>,
]
