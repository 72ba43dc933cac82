/** What only the vendor's engineer reads, fetched when there is something to say. */
export { explain } from './ask/explain'
export { busyElsewhere } from './host/held'
export { hintOf } from './loop/hints'
