/** The gain, where there is one; its part is fetched only then. */
import { part } from '../parts'
import type { View } from '../view'

export const Progress = (view: View) => {
  const Gain = part('gain')
  return view.gain && Gain ? <Gain {...view} /> : null
}
