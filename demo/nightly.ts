/** The vendor's nightly job: a link for each user who did not come back to an ask that is due. */
import { askDue } from '../src/receiver/index'
import type { Receiver } from '../src/receiver/receiver'
import type { Store } from '../src/receiver/store'
import type { Message } from './pages/mail'
import { playbookOf } from './playbook'
import { products } from './products'

export async function nightlyMessages(
  store: Store,
  receiver: Pick<Receiver, 'askLink'>,
  now: number,
): Promise<Message[]> {
  const messages: Message[] = []
  for (const product of products) {
    const userOf = (subject: string) => product.users.find(({ id }) => id === subject)
    const playbook = playbookOf(product)
    // A nightly job waits for a day. Here nobody wants to.
    const search = { playbook, now, unseenFor: '1s', traits: (subject: string) => userOf(subject)?.traits }
    for await (const due of askDue(store, search)) {
      const user = userOf(due.subject)
      if (!user) continue
      const link = await receiver.askLink({ ...due, playbook, traits: user.traits })
      messages.push({ to: user.name, product: product.name, about: due.label ?? 'the last period', link })
    }
  }
  return messages
}
