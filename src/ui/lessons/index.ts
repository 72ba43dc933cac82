/** The lesson kinds made of words, lists and links, as one part: each by itself is smaller than a request. */
export { Article } from './Article'
export { Checklist } from './Checklist'
export { Course } from './Course'
export { Example } from './Example'
export { Service } from './Service'
export { Tips } from './Tips'
export { Tool } from './Tool'
