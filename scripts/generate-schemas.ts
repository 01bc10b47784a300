/** Makes the JSON Schemas, for editors and for those who write such files, from what reads the files. */
import { type ConversionConfig, toJsonSchema } from '@valibot/to-json-schema';
import type { GenericSchema } from 'valibot';
import { imageDefinitions, imageEntry } from '../src/images/schema/entry.ts';

/** The schemas with their texts, by path. */
export function generateSchemas(): Map<string, string> {
  return new Map([['data/images.schema.json', schemaText(imageEntry, imageDefinitions)]]);
}

function schemaText(
  schema: GenericSchema,
  definitions: NonNullable<ConversionConfig['definitions']>,
): string {
  const { $schema, title, description, ...rest } = toJsonSchema(schema, {
    definitions,
    overrideAction,
  });
  return `${JSON.stringify({ $schema, title, description, ...rest }, null, 2)}\n`;
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
