'use client'
import { useGainloop } from 'gainloop/react'

export function SendButton() {
  const gainloop = useGainloop()
  const send = () => gainloop.track('campaign.sent', { id: 'c_42', label: 'Spring sale' })
  return <button onClick={send}>Send the campaign</button>
}
