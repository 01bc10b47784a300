/** `npm run build:engine`: builds `engine/` with Go and writes it to `dist/`, compressed. Takes some minutes. */
import { writeFileSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';
import { ENGINE_FILE, ENGINE_LICENSES, buildEngine } from './engine.ts';

const { wasm, licenses } = buildEngine();
const compressed = brotliCompressSync(wasm, {
  params: {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
    [constants.BROTLI_PARAM_SIZE_HINT]: wasm.length,
  },
});
writeFileSync(ENGINE_FILE, compressed);
writeFileSync(ENGINE_LICENSES, licenses);
