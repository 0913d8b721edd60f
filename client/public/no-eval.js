// The page may not evaluate text as code. zod tries that once to be faster, and the browser would report the attempt.
globalThis.__zod_globalConfig = { jitless: true }
