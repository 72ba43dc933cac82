/** The demo as the browser tests have it: whatever is posted to its endpoint must be what it calls itself. */
import { createDemo as create, type Demo, type DemoOptions } from '../../../demo/server'
import { expectStrict } from '../../support/cloudevents'

/** `close()` throws where a batch was none to the official SDK of CloudEvents, in strict mode. */
export async function createDemo(options: DemoOptions = {}): Promise<Demo> {
  const posted: Promise<{ type: string | null; body: string } | undefined>[] = []
  const onPost = (request: Request) => {
    const type = request.headers.get('content-type')
    posted.push(
      request.text().then(
        (body) => ({ type, body }),
        // Broken off on its way: there is no batch.
        () => undefined,
      ),
    )
  }
  const demo = await create({ ...options, onPost })
  return {
    ...demo,
    async close() {
      await demo.close()
      for (const batch of await Promise.all(posted)) if (batch) expectStrict(batch.type, batch.body)
    },
  }
}
