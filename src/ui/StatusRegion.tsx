/** The live region: what a screen reader announces without being asked. The step's own words are there to be read. */
import { useEffect, useState } from 'preact/hooks'
import type { FlowState } from '../ask/flow'
import { useCard } from './context'
import type { MessageId } from './languages'

/** How long the region stays empty before it is filled, in ms. One that arrives filled is not announced. */
const DELAY = 150

const announcementFor = ({ step, requested, committed, useful }: FlowState): MessageId => {
  switch (step) {
    case 'reasons':
    case 'thanks':
      return 'status.noted'
    case 'lesson':
      if (requested) return 'requested'
      if (committed) return 'committed'
      return useful === undefined ? 'status.lesson' : 'status.useful'
    default:
      return 'status.ask'
  }
}

export const StatusRegion = () => {
  const { flow, playbook, message, plain } = useCard()
  const title = plain(flow.lesson?.title ?? flow.ask.question)
  const announcement = message(announcementFor(flow), { name: plain(playbook.name ?? playbook.id), title })
  const [announced, setAnnounced] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setAnnounced(announcement), DELAY)
    return () => clearTimeout(timer)
  }, [announcement])
  return (
    <div role="status" class="sr">
      {announced}
    </div>
  )
}
