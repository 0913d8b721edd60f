/** People name a server with its version or without: `http://localhost:11434` is `http://localhost:11434/v1`. */
export const addressOf = (baseUrl: string): string => (new URL(baseUrl).pathname === '/' ? `${baseUrl}/v1` : baseUrl)
