/** Bundles a page's script for a browser test, with the libraries it imports. */
import { fileURLToPath } from 'node:url'
import { build, type Rollup } from 'vite'

/** @param alias packages to take in place of others: `{ react: 'react-18' }` */
export async function bundle(entry: string, alias: Record<string, string> = {}): Promise<string> {
  const output = (await build({
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    resolve: {
      alias: Object.entries(alias).map(([name, instead]) => ({
        find: new RegExp(`^${name}(?=/|$)`),
        replacement: fileURLToPath(new URL(`../../../node_modules/${instead}`, import.meta.url)),
      })),
    },
    build: {
      write: false,
      rolldownOptions: { output: { codeSplitting: false } },
      minify: false,
      lib: { entry: fileURLToPath(new URL(`../${entry}`, import.meta.url)), formats: ['es'] },
    },
  })) as Rollup.RollupOutput[]
  return [output].flat()[0]?.output[0].code ?? ''
}
