/**
 * Lies over a step that has just come, so that the second tap of a double tap does not choose what has come under the finger.
 * It takes the tap itself: a card that merely took no pointer would let it through to the page. The keyboard is not held up.
 */
import { useEffect, useState } from 'preact/hooks'

/** How long a step takes no tap, in ms. */
const DEAF_FOR = 350

export const Veil = () => {
  const [over, setOver] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setOver(true), DEAF_FOR)
    return () => clearTimeout(timer)
  }, [])
  return over ? null : <div class="veil" />
}
