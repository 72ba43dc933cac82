import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { shapeSource } from './make-shape'

writeFileSync(join(import.meta.dirname, 'shape.ts'), shapeSource())
