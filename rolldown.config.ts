import { defineConfig } from 'rolldown'

/** What the package runs: Node does not drop types below node_modules, and few files start faster than many. */
export default defineConfig({
  input: { branchline: 'src/main/branchline.ts' },
  platform: 'node',
  external: [/^node:/],
  output: { dir: 'dist', format: 'esm', cleanDir: true, sourcemap: true },
})
