/** Sentry's feedback widget, as a vendor bundles it: the SDK with no integration but that one, and no button of its own. */
// @ts-expect-error The peers are installed into .cache/, where the benchmark builds this file; TypeScript can't see them here.
import { feedbackIntegration, getFeedback, init } from '@sentry/browser'

init({
  dsn: `${location.protocol}//key@${location.host}/1`,
  defaultIntegrations: false,
  integrations: [feedbackIntegration({ autoInject: false, showName: false, showEmail: false, showBranding: false })],
})
Object.assign(globalThis, { feedback: getFeedback() })
