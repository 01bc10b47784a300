/** What is used of WebAssembly's interface, which TypeScript declares only for browsers. */
declare namespace WebAssembly {
  interface ImportDescriptor {
    readonly module: string;
    readonly name: string;
  }
  /** Compiled, to be run as often as wanted; it can be sent to threads. */
  class Module {
    constructor(bytes: Uint8Array<ArrayBuffer>);
    static imports(module: Module): ImportDescriptor[];
  }
  class Memory {
    readonly buffer: ArrayBuffer;
  }
  interface Instance {
    readonly exports: Readonly<Record<string, unknown>>;
  }
  function compile(bytes: Uint8Array<ArrayBuffer>): Promise<Module>;
  function instantiate(
    module: Module,
    imports: Readonly<Record<string, Readonly<Record<string, (...args: never[]) => number>>>>,
  ): Promise<Instance>;
}
