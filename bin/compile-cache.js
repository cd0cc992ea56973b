// Loaded by the launcher before the program: Node then keeps what it compiled, which more than halves the start from sources.
// Not NODE_COMPILE_CACHE, which every job would inherit; and not Node's default, a folder in which every user of the machine may write.
import { statSync } from 'node:fs'
import { enableCompileCache } from 'node:module'
import { homedir } from 'node:os'
import { isAbsolute, join } from 'node:path'

try {
  const home = homedir()
  const chosen = process.env.XDG_CACHE_HOME ?? ''
  const folder = isAbsolute(chosen) ? chosen : join(home, '.cache')
  // Root with somebody's home would run what somebody put there.
  const ours = statSync(isAbsolute(chosen) ? chosen : home).uid === process.getuid?.()
  if (ours) enableCompileCache(join(folder, 'branchline', 'compile'))
} catch {
  // Without a home it is slower, and that is all.
}
