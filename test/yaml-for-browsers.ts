import { registerHooks } from 'node:module';

/**
 * The programs are built with the YAML library as it is for browsers (rolldown.config.js); the tests read with the
 * same one. The one for Node asks the environment at each token, which takes a tenth of the time of a property.
 */
const YAML = new URL('../node_modules/yaml/browser/index.js', import.meta.url).href;

/** This runs before each file of tests; a process that runs several needs it once. */
const DONE = Symbol.for('podseal.yaml-for-browsers');

if (!(DONE in globalThis)) {
  Object.defineProperty(globalThis, DONE, { value: true });
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === 'yaml' && context.parentURL?.includes('/node_modules/') === false
        ? { url: YAML, format: 'module', shortCircuit: true }
        : next(specifier, context),
  });
}
