import { SendButton } from './send-button'

export default function Page() {
  return <SendButton />
}
