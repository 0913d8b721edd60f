export type WasmExports = Readonly<Record<string, unknown>>

/** What `wasi.ts` uses of it. TypeScript declares WebAssembly only together with the whole browser. */
declare global {
  namespace WebAssembly {
    interface Module {
      readonly [Symbol.toStringTag]: 'WebAssembly.Module'
    }
    const Module: new (bytes: Uint8Array) => Module
    class Memory {
      constructor(options: { readonly initial: number })
      readonly buffer: ArrayBuffer
    }
    class Instance {
      constructor(module: Module, imports: object)
      readonly exports: WasmExports
    }
  }
}
