/** What only the vendor's engineer reads, fetched when there is something to say. */
export { explain } from './ask/explain'
export { busyElsewhere } from './host/lock'
export { whyUnanswered } from './host/unanswered'
export { hintOf } from './loop/hints'
