/** Makes the JSON Schemas, for editors and for those who write such files, from what reads the files. */
import { type ConversionConfig, toJsonSchema } from '@valibot/to-json-schema';
import type { GenericSchema } from 'valibot';
import { configurationSchema } from '../src/configuration/configuration-schema.ts';
import { chartEntry } from './chart-entry.ts';
import { imageDefinitions, imageEntry } from '../src/images/schema/entry.ts';

/** The schemas with their texts, by path. */
export function generateSchemas(): Map<string, string> {
  return new Map([
    ['data/images.schema.json', schemaText(imageEntry, { definitions: imageDefinitions })],
    ['data/charts.schema.json', schemaText(chartEntry, {})],
    ['schema/podseal.schema.json', schemaText(configurationSchema(), { typeMode: 'output' })],
  ]);
}

function schemaText(schema: GenericSchema, config: ConversionConfig): string {
  const { $schema, title, description, ...rest } = convert(schema, config);
  return `${JSON.stringify({ $schema, title, description, ...rest }, null, 2)}\n`;
}

function convert(schema: GenericSchema, config: ConversionConfig): ReturnType<typeof toJsonSchema> {
  return toJsonSchema(schema, {
    ...config,
    overrideAction,
    // A shape that depends on what is given has its alternatives beside it.
    overrideSchema: ({ valibotSchema }) => {
      if (valibotSchema.type !== 'lazy' || !('options' in valibotSchema)) return undefined;
      const alternatives: readonly GenericSchema[] = Object(valibotSchema.options);
      return {
        anyOf: alternatives.map((one) => {
          const { $schema: _, ...part } = convert(one, config);
          return part;
        }),
      };
    },
  });
}

/** Checks of our own say themselves what they are in JSON Schema; hidden characters it can't tell. */
const overrideAction: NonNullable<ConversionConfig['overrideAction']> = ({
  valibotAction,
  jsonSchema,
}) => {
  if (valibotAction.type === 'check') return jsonSchema;
  if (!('jsonSchema' in valibotAction)) return undefined;
  const { dependencies, ...others } = Object(valibotAction.jsonSchema);
  const all = { ...Object(jsonSchema.dependencies), ...dependencies };
  return { ...jsonSchema, ...others, ...(dependencies && { dependencies: all }) };
};
