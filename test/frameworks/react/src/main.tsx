import { GainloopProvider, useGainloop } from 'gainloop/react'
import { createRoot } from 'react-dom/client'

function SendButton() {
  const gainloop = useGainloop()
  const send = () => gainloop.track('campaign.sent', { id: 'c_42', label: 'Spring sale' })
  return <button onClick={send}>Send the campaign</button>
}

createRoot(document.getElementById('app') as HTMLElement).render(
  <GainloopProvider playbook="/playbook.json" endpoint="/api/gainloop">
    <SendButton />
  </GainloopProvider>,
)
