/** The live region: what a screen reader announces without being asked. The step's own words are there to be read. */
import { useEffect, useRef, useState } from 'preact/hooks'
import type { FlowState } from '../ask/flow'
import { announcement } from './announcement'
import { useCard } from './context'

/** How long the region stays empty before it is filled, in ms. One that arrives filled is not announced. */
const DELAY = 150

export const StatusRegion = () => {
  const card = useCard()
  const { flow, spoken } = card
  const before = useRef<FlowState>()
  const words = useRef('')
  const said = useRef(spoken)
  if (before.current !== flow) words.current = announcement(card, before.current) ?? words.current
  if (said.current !== spoken) words.current = spoken.words
  before.current = flow
  said.current = spoken
  const next = words.current
  const [announced, setAnnounced] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setAnnounced(next), DELAY)
    return () => clearTimeout(timer)
  }, [next])
  return (
    <div role="status" class="sr" lang={card.foreignLanguage('status.ask')}>
      {announced}
    </div>
  )
}
